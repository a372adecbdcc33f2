"""The networks of `networks.py` in pyAgrum, number by number: not through a file, which keeps only some digits."""

from typing import Any

import numpy as np
from networks import Array, Network


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
