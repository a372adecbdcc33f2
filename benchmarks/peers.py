"""The networks of `networks.py` in pyAgrum and in pgmpy, number by number: not through a file, which keeps only some digits."""

import json
import sys
from typing import Any

import numpy as np
from networks import Array, Network, draw_tables, find_bnlearn, make_case, read_bnlearn


class Peer:
    """A network in pyAgrum, its exact inference (lazy propagation, one thread) and what is asked of it: every unobserved variable."""

    def __init__(self, network: Network) -> None:
        import pyagrum

        pyagrum.setNumberOfThreads(1)
        self.network = network
        self.net: Any = pyagrum.BayesNet()
        for at, count in enumerate(network.states):
            self.net.add(pyagrum.LabelizedVariable(f"n{at}", "", count))
        for at, above in enumerate(network.parents):
            for one in reversed(above):  # the last parent added is the first axis of a table
                self.net.addArc(one, at)
        self.inference: Any = pyagrum.LazyPropagation(self.net)
        self.inference.setNumberOfThreads(1)
        self.evidence = {f"n{at}": state for at, state in network.observed.items()}
        self.asked = [at for at in range(len(network.states)) if at not in network.observed]

    def shape(self, drawn: list[Array]) -> list[list[Array]]:
        """Each draw's tables with the axes that pyAgrum wants: parents, then the variable."""
        states = self.network.states
        return [
            [
                np.ascontiguousarray(table[draw].reshape(*(states[one] for one in above), states[at]))
                for at, (table, above) in enumerate(zip(drawn, self.network.parents, strict=True))
            ]
            for draw in range(len(drawn[0]))
        ]

    def infer(self, tables: list[Array]) -> list[Array]:
        """The posterior of every unobserved variable for one draw."""
        for at, table in enumerate(tables):
            self.net.cpt(at)[:] = table
        self.inference.eraseAllEvidence()  # or it would not see that the tables changed
        self.inference.setEvidence(self.evidence)
        self.inference.makeInference()
        return [self.inference.posterior(at).toarray() for at in self.asked]


def ask_pgmpy(network: Network, drawn: list[Array]) -> list[list[float]]:
    """The posterior of the question by pgmpy, for each draw."""
    from pgmpy.factors.discrete import TabularCPD
    from pgmpy.inference import VariableElimination
    from pgmpy.models import DiscreteBayesianNetwork

    answers = []
    for draw in range(len(drawn[0])):
        net = DiscreteBayesianNetwork()
        net.add_nodes_from(range(len(network.names)))
        for at, above in enumerate(network.parents):
            net.add_edges_from((one, at) for one in above)
        for at, above in enumerate(network.parents):
            net.add_cpds(TabularCPD(at, network.states[at], drawn[at][draw].T, list(above), [network.states[one] for one in above]))
        found = VariableElimination(net).query([network.question], evidence=network.observed, show_progress=False)
        answers.append(found.values.tolist())
    return answers


def main() -> None:
    """`peers.py pyagrum|pgmpy NAME DRAWS`: the posteriors as JSON. A process of its own: pyAgrum cannot be loaded where numba is."""
    package, name, draws = sys.argv[1:]
    network = make_case(int(name)) if name.isdigit() else read_bnlearn(str(find_bnlearn(name)))
    drawn = draw_tables(network, int(draws))
    if package == "pyagrum":
        peer = Peer(network)
        answers = [{at: one.tolist() for at, one in zip(peer.asked, peer.infer(tables), strict=True)} for tables in peer.shape(drawn)]
    else:
        answers = [{network.question: one} for one in ask_pgmpy(network, drawn)]
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main()
