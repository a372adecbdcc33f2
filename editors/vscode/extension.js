// Starts `holdwater lsp` for Markdown and plain text, and stops it. Everything else is the server's.
'use strict'

const vscode = require('vscode')
const { LanguageClient } = require('vscode-languageclient/node')

let client

async function start () {
  const settings = vscode.workspace.getConfiguration('holdwater')
  const server = { command: settings.get('command'), args: settings.get('arguments') }
  const documents = ['markdown', 'plaintext'].flatMap(language => [
    { language, scheme: 'file' },
    { language, scheme: 'untitled' }
  ])
  client = new LanguageClient('holdwater', 'holdwater', server, { documentSelector: documents })
  try {
    await client.start()
  } catch (error) {
    client = undefined
    vscode.window.showErrorMessage(
      `holdwater: ${server.command} could not be started (${error.message}). Install it with pip install 'holdwater[lsp]', ` +
      'or name the program in the setting holdwater.command.'
    )
  }
}

async function stop () {
  const running = client
  client = undefined
  if (running) {
    await running.stop()
  }
}

async function restart () {
  await stop()
  await start()
}

async function activate (context) {
  context.subscriptions.push(
    vscode.commands.registerCommand('holdwater.restart', restart),
    vscode.workspace.onDidChangeConfiguration(event => event.affectsConfiguration('holdwater') && restart())
  )
  await start()
}

module.exports = { activate, deactivate: stop }
