-- Opens a case in Neovim with the set-up of docs/editors.md, and does what a person would do. What came of it goes into results.json.
local folder = vim.env.HOLDWATER_FOLDER
local results = {}

local function await(what, check)
  if not vim.wait(60000, check, 20) then
    error('waited in vain for ' .. what)
  end
end

local function codes(buffer)
  local found = {}
  for _, each in ipairs(vim.diagnostic.get(buffer)) do
    table.insert(found, each.code or (each.user_data and each.user_data.lsp and each.user_data.lsp.code))
  end
  return found
end

local function has(buffer, code)
  return vim.tbl_contains(codes(buffer), code)
end

local function go_to(buffer, words, inside)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
    local at = line:find(words, 1, true)
    if at then
      vim.api.nvim_win_set_cursor(0, { number, at - 1 + inside })
      return
    end
  end
  error('no line has ' .. words)
end

local function ask(buffer, method, more)
  local params = vim.tbl_extend('force', vim.lsp.util.make_position_params(0, 'utf-16'), more or {})
  local answers = vim.lsp.buf_request_sync(buffer, method, params, 30000)
  for _, answer in pairs(answers or {}) do
    return answer.result
  end
end

local function steps()
  vim.cmd('filetype on')
  dofile(folder .. '/setup.lua')
  vim.cmd('edit ' .. folder .. '/depot.case.md')
  local buffer = vim.api.nvim_get_current_buf()
  await('findings', function() return has(buffer, 'HW105') end)
  results.codes = codes(buffer)
  results.version = tostring(vim.version().major) .. '.' .. tostring(vim.version().minor)

  go_to(buffer, 'because: (2)', 10)
  results.hover = ask(buffer, 'textDocument/hover').contents.value
  results.references = #ask(buffer, 'textDocument/references', { context = { includeDeclaration = true } })
  local before = vim.api.nvim_win_get_cursor(0)
  vim.lsp.buf.definition()
  await('the definition', function() return vim.api.nvim_win_get_cursor(0)[1] ~= before[1] end)
  results.definition = vim.api.nvim_get_current_line()

  -- the fix of a finding, chosen from the menu
  vim.ui.select = function(items, options, choose)
    for index, item in ipairs(items) do
      local title = options.format_item and options.format_item(item) or ''
      if title:find('HW105', 1, true) then
        results.chosen = title
        choose(item, index)
        return
      end
    end
    error('no fix among the code actions')
  end
  go_to(buffer, '9. The cameras', 0)
  vim.lsp.buf.code_action()
  await('the fix', function() return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n'):find('- **9** The cameras', 1, true) end)
  await('the findings after it', function() return not has(buffer, 'HW105') end)

  go_to(buffer, 'because: (2)', 10)
  vim.lsp.buf.rename('20')
  await('the new name', function() return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n'):find('- **20** It is', 1, true) end)

  -- typed by hand: a premise that is not there
  go_to(buffer, 'because: (20)', 12)
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes('a, (77)<Esc>', true, false, true), 'xt', false)
  await('the finding on what was typed', function() return has(buffer, 'HW101') end)

  results.outline = {}
  for _, symbol in ipairs(ask(buffer, 'textDocument/documentSymbol')) do
    table.insert(results.outline, symbol.name)
  end
  vim.cmd('write')
end

local fine, message = xpcall(steps, debug.traceback)
if not fine then
  results.error = message
end
vim.fn.writefile({ vim.json.encode(results) }, folder .. '/results.json')
vim.cmd('qa!')
