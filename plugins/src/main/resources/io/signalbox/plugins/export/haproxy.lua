-- Decides where a request goes and carries it from one model to the next when one fails. Made by
-- Signalbox: change the graph, not this file.
--
-- HAProxy runs it as a service. Each call of a model goes to the second frontend of haproxy.cfg, so
-- that HAProxy looks up names, keeps connections and checks certificates.

-- FNV-1a of 64 bits and SplitMix64's mixer, as in Signalbox.
local function mixed(said)
  local state = 0xcbf29ce484222325
  for i = 1, #said do state = (state ~ string.byte(said, i)) * 0x100000001b3 end
  state = (state ~ (state >> 30)) * 0xbf58476d1ce4e5b9
  state = (state ~ (state >> 27)) * 0x94d049bb133111eb
  return state ~ (state >> 31)
end

local function fraction(said)
  return (mixed(said) >> 11) / 9007199254740992
end

local function hexadecimal(said)
  return string.format('%016x', mixed(said))
end

-- All threads share what is kept here.
local turns = {}

local function turn(node)
  turns[node] = (turns[node] or -1) + 1
  return turns[node]
end

-- Milliseconds.
local function clock()
  local now = core.now()
  return now.sec * 1000 + now.usec // 1000
end

@WALK@
-- Limits of requests

local used, kept, most_kept = {}, 0, 10000
local SECONDS = {week = 604800, day = 86400, hour = 3600, minute = 60, second = 1}

-- HAProxy may let another request run after any instruction, but not below a call into C.
local function undisturbed(change)
  string.gsub(' ', ' ', function() change() end)
end

local function window(per)
  local now = local_time()
  if per == 'month' then return now.year * 12 + now.month end
  local thursday = per == 'week' and 3 * 86400 or 0 -- on which the epoch began
  return (local_seconds() + thursday) // SECONDS[per]
end

local function whose(node, facts)
  local of = node.whose
  return of[1] == 'user' and word(facts.body.user) or of[1] == 'metadata' and label(facts, of[2]) or ''
end

local function forget_what_is_over()
  for key, known in pairs(used) do
    if known.window ~= window(known.per) then
      used[key] = nil
      kept = kept - 1
    end
  end
  most_kept = math.max(10000, 2 * kept)
end

local function count_of_now(key, per)
  local known, now = used[key], window(per)
  if known and known.window == now then return known end
  if not known then kept = kept + 1 end
  if kept > most_kept then forget_what_is_over() end
  used[key] = {window = now, per = per, count = 0}
  return used[key]
end

-- Whether a request is within a limit. It counts at once, so that no other takes its place.
function Route:is_within(id, node)
  local key, within = id .. '\0' .. whose(node, self.place.facts), false
  self.claims = self.claims or {}
  if self.claims[key] then return true end
  undisturbed(function()
    local known = count_of_now(key, node.per)
    if known.count < node.requests then
      known.count = known.count + 1
      self.claims[key] = known
      within = true
    end
  end)
  return within
end

-- A request that called no model does not count.
function Route:give_back()
  for _, known in pairs(self.claims or {}) do
    undisturbed(function() known.count = known.count - 1 end)
  end
end

-- Calls: HTTP/1.1 to HAProxy's own second frontend

local ADDRESS, PORT = string.match(os.getenv('SIGNALBOX_MODELS') or '', '^(.*):(%d+)$')
local PATIENCE = 600000 -- milliseconds
local MOST_BYTES = 32 * 1024 * 1024
local BROKEN = "The model's answer broke off."

local Call = {}
Call.__index = Call

-- Sends a request to a model.
function Call.begun(model, body, deadline)
  local call = setmetatable({socket = core.tcp(), headers = {}, deadline = deadline, left = 0}, Call)
  call:wait()
  if not call.socket:connect(ADDRESS, tonumber(PORT)) then return call end
  local key = key_of(model)
  local head = 'POST ' .. model.path .. ' HTTP/1.1\r\nhost: ' .. model.authority
    .. '\r\nx-signalbox-to: ' .. model.to .. '\r\ncontent-type: application/json\r\ncontent-length: '
    .. #body .. (key and '\r\nauthorization: ' .. key or '') .. '\r\n\r\n'
  call.socket:send(head .. body)
  call:read_head()
  return call
end

-- Limits the wait for the next bytes by the call's deadline.
function Call:wait()
  local left = self.deadline - clock()
  pcall(self.socket.settimeout, self.socket, math.max(1, math.min(left, PATIENCE)) / 1000)
end

function Call:is_late()
  return clock() >= self.deadline
end

-- Whether there is no answer, or only one that HAProxy made itself.
function Call:has_no_answer()
  return not self.status or not self.headers['x-signalbox-answered']
end

function Call:line()
  self:wait()
  return self.socket:receive('*l')
end

function Call:read_head()
  local first = self:line()
  self.status = tonumber(string.match(first or '', '^HTTP/1%.%d (%d+)'))
  local line = first and self:line()
  while line and line ~= '' do
    local name, given = string.match(line, '^([^:]+):%s*(.-)%s*$')
    if name then self.headers[string.lower(name)] = given end
    line = self:line()
  end
  if not line then self.status = nil end
  self.chunked = self.headers['transfer-encoding'] == 'chunked'
  local length = tonumber(self.headers['content-length'])
  self.left = length or 0
  -- Without either the answer ends with the connection.
  self.open = not self.chunked and not length and self.status ~= 204
end

-- The next line of an answer without a length: it is passed on as soon as it is whole.
function Call:open_piece()
  local came = self:line()
  if came then return came .. '\n' end
  if self:is_late() then return false end
  return nil
end

-- The next bytes of the answer as they come; nil at its end, false if it breaks off.
function Call:piece()
  if self.open then return self:open_piece() end
  if self.chunked and self.left == 0 then
    local size = string.match(self:line() or '', '^%x+')
    if not size then return false end
    self.left = tonumber(size, 16)
    if self.left == 0 then
      self.chunked = false
      return nil
    end
  elseif self.left == 0 then
    return nil
  end
  self:wait()
  local wanted = math.min(self.left, 16384)
  local came = self.socket:receive(wanted)
  if not came or #came < wanted then return false end
  self.left = self.left - wanted
  if self.chunked and self.left == 0 and not self:line() then return false end
  return came
end

-- The whole answer; false if it breaks off.
function Call:whole()
  local pieces, piece = {}, self:piece()
  while piece do
    pieces[#pieces + 1] = piece
    piece = self:piece()
  end
  return piece == nil and table.concat(pieces)
end

function Call:close()
  pcall(self.socket.close, self.socket)
end

-- Streams

local MOST_HELD = 1024 * 1024

local function says_something(event)
  for _, choice in ipairs(items(event.choices)) do
    local delta = type(choice.delta) == 'table' and choice.delta or {}
    for _, name in ipairs({'content', 'refusal', 'reasoning_content', 'reasoning'}) do
      if text(delta[name]) ~= '' then return true end
    end
    if #items(delta.tool_calls) > 0 or word(choice.finish_reason) ~= '' then return true end
  end
  return false
end

-- Whether a line of a stream begins the answer; the class of the failure if it tells of one.
local function begins(line)
  local data = string.match(line, '^data:%s*(.*)$')
  if not data then return false end
  if data == '[DONE]' then return true end
  local fine, event = pcall(decode, data)
  if not fine or type(event) ~= 'table' then return false end
  if type(event.error) == 'table' then return false, kind_of(tonumber(event.error.code) or 500, data) end
  return says_something(event)
end

-- Holds a stream back until its model has said something, because until then another one can answer.
-- Gives what came; false and the class of the failure if there is none.
local function beginning(call)
  local held, seen = '', 1
  while #held < MOST_HELD do
    local piece = call:piece()
    if not piece then break end
    held = held .. piece
    local from = seen - 1
    for line, after in string.gmatch(string.sub(held, seen), '([^\r\n]*)\r?\n()') do
      seen = from + after
      local begun, failure = begins(line)
      if begun then return held end
      if failure then return false, failure end
    end
  end
  return false, call:is_late() and 'timeout' or 'interrupted'
end

-- The rest of a stream goes on as it comes.
local function pass_on(applet, call, held)
  applet:set_status(call.status)
  applet:add_header('content-type', call.headers['content-type'])
  applet:add_header('cache-control', 'no-cache')
  applet:start_response()
  applet:send(held)
  local piece = call:piece()
  while piece do
    applet:send(piece)
    piece = call:piece()
  end
  if piece == false then applet:send('data: ' .. told(BROKEN) .. '\n\n') end
end

-- The service

local function answer(applet, status, body, kind)
  applet:set_status(status)
  applet:add_header('content-type', kind or 'application/json')
  applet:add_header('content-length', tostring(#body))
  applet:start_response()
  applet:send(body)
end

local OWN = {timeout = {504, 'The model did not answer in time.'}, unreachable = {502, 'The model cannot be reached.'},
  interrupted = {502, BROKEN}}

-- Calls a model and answers with what it says. Gives the class of the failure instead if there is one,
-- with a function that answers with it.
local function attempt(applet, route, model)
  local place, now, left = route.place, clock(), route:time_left()
  local whole = left > 0 and now + left or math.huge
  local streams = place.facts.body.stream == true
  local first = streams and place.first > 0 and now + place.first or math.huge
  local call = Call.begun(model, body_for(model, place.facts.body), math.min(first, whole))
  local status, kind = call.status, call.headers['content-type']
  local failure, said
  if call:has_no_answer() then
    failure = call:is_late() and 'timeout' or status == 504 and 'timeout' or 'unreachable'
  elseif status < 400 and streams and string.find(kind or '', 'event-stream', 1, true) then
    said, failure = beginning(call)
    call.deadline = whole
    if said then pass_on(applet, call, said) end
    said = false
  else
    said = call:whole()
    failure = not said and (call:is_late() and 'timeout' or 'interrupted') or status >= 400 and kind_of(status, said)
    if not failure then answer(applet, status, said, kind) end
  end
  call:close()
  if not failure then return end
  return failure, function()
    if said then return answer(applet, status, said, kind) end
    local own = OWN[failure] or {502, 'The model failed: ' .. failure}
    answer(applet, own[1], told(own[2]))
  end, status
end

local function pause(route)
  local top = route.branchings[#route.branchings]
  if top and top.retried > 0 then
    core.msleep(math.random(0, 500 * 2 ^ math.min(route.made - 1, 3) // 1))
  end
end

local function routed(applet, facts)
  local route, failed = Route.new(facts), nil
  local move = route:next()
  while move.model do
    local failure, last, status = attempt(applet, route, move.model)
    if not failure then return end
    route:heed(failure, status, move.model)
    failed, move = last, route:after(failure)
    if move.model then pause(route) end
  end
  if route.made == 0 then route:give_back() end
  if failed then return failed() end
  answer(applet, move.status or 403, told(move.message or FORBIDDEN))
end

-- The client's body; nil if it is too large.
local function body_of(applet)
  local pieces, size = {}, 0
  local piece = applet:receive(65536)
  while piece and piece ~= '' do
    size = size + #piece
    if size > MOST_BYTES then return nil end
    pieces[#pieces + 1] = piece
    piece = applet:receive(65536)
  end
  return table.concat(pieces)
end

core.register_service('signalbox', 'http', function(applet)
  local headers = {}
  for name, given in pairs(applet.headers) do
    local at = 0
    while given[at] do
      headers[name] = joined(headers[name], given[at])
      at = at + 1
    end
  end
  if applet.method ~= 'POST' or applet.path ~= '/v1/chat/completions' then
    return answer(applet, 404, told('Not found.'))
  end
  local said = body_of(applet)
  if not said then return answer(applet, 413, told('The body is larger than 32 MB.')) end
  local fine, facts = pcall(facts_of, said, headers, headers['x-request-id'] or '')
  if not fine then return answer(applet, 400, told(NO_JSON)) end
  routed(applet, facts)
end)
