local MOST_CALLS = 3 -- of a request, unless a fallback on its way allows more
local NULL = {}
local ARRAY = {}

-- JSON

local escapes = {b = '\b', f = '\f', n = '\n', r = '\r', t = '\t', ['"'] = '"', ['\\'] = '\\', ['/'] = '/'}

local function utf8(c)
  if c < 0x80 then return string.char(c) end
  if c < 0x800 then return string.char(0xC0 + math.floor(c / 64), 0x80 + c % 64) end
  if c < 0x10000 then
    return string.char(0xE0 + math.floor(c / 4096), 0x80 + math.floor(c / 64) % 64, 0x80 + c % 64)
  end
  return string.char(0xF0 + math.floor(c / 262144), 0x80 + math.floor(c / 4096) % 64,
    0x80 + math.floor(c / 64) % 64, 0x80 + c % 64)
end

local read

local function skip(s, at)
  return string.find(s, '[^ \n\r\t]', at) or #s + 1
end

local function read_text(s, at)
  local out, from = {}, at + 1
  while true do
    local stop = string.find(s, '["\\]', from)
    if not stop then error('a text without an end') end
    out[#out + 1] = string.sub(s, from, stop - 1)
    if string.byte(s, stop) == 34 then return table.concat(out), stop + 1 end
    local c = string.sub(s, stop + 1, stop + 1)
    if c == 'u' then
      local point = tonumber(string.sub(s, stop + 2, stop + 5), 16) or error('a wrong escape')
      from = stop + 6
      if point >= 0xD800 and point < 0xDC00 and string.sub(s, from, from + 1) == '\\u' then
        local low = tonumber(string.sub(s, from + 2, from + 5), 16) or 0
        if low >= 0xDC00 and low < 0xE000 then
          point = 0x10000 + (point - 0xD800) * 1024 + low - 0xDC00
          from = from + 6
        end
      end
      out[#out + 1] = utf8(point)
    else
      out[#out + 1] = escapes[c] or error('a wrong escape')
      from = stop + 2
    end
  end
end

local function read_array(s, at, depth)
  local array = setmetatable({}, ARRAY)
  at = skip(s, at + 1)
  if string.sub(s, at, at) == ']' then return array, at + 1 end
  while true do
    local item
    item, at = read(s, at, depth)
    array[#array + 1] = item
    at = skip(s, at)
    local c = string.sub(s, at, at)
    if c == ']' then return array, at + 1 end
    if c ~= ',' then error('a wrong array') end
    at = skip(s, at + 1)
  end
end

local function read_object(s, at, depth)
  local object = {}
  at = skip(s, at + 1)
  if string.sub(s, at, at) == '}' then return object, at + 1 end
  while true do
    if string.sub(s, at, at) ~= '"' then error('a wrong object') end
    local name
    name, at = read_text(s, at)
    at = skip(s, at)
    if string.sub(s, at, at) ~= ':' then error('a wrong object') end
    object[name], at = read(s, skip(s, at + 1), depth)
    at = skip(s, at)
    local c = string.sub(s, at, at)
    if c == '}' then return object, at + 1 end
    if c ~= ',' then error('a wrong object') end
    at = skip(s, at + 1)
  end
end

read = function(s, at, depth)
  if depth > 200 then error('too deep') end
  local c = string.sub(s, at, at)
  if c == '{' then return read_object(s, at, depth + 1) end
  if c == '[' then return read_array(s, at, depth + 1) end
  if c == '"' then return read_text(s, at) end
  local word = string.match(s, '^[%w+.-]+', at) or error('no value')
  at = at + #word
  if word == 'true' then return true, at end
  if word == 'false' then return false, at end
  if word == 'null' then return NULL, at end
  return tonumber(word) or error('no number'), at
end

local function decode(s)
  local value, at = read(s, skip(s, 1), 0)
  if skip(s, at) <= #s then error('more than a value') end
  return value
end

local function quoted(text)
  return '"' .. string.gsub(text, '[%c"\\\127]', function(c)
    return string.format('\\u%04x', string.byte(c))
  end) .. '"'
end

local function encode(value)
  if value == NULL then return 'null' end
  local kind = type(value)
  if kind == 'string' then return quoted(value) end
  if kind == 'number' then
    return value % 1 == 0 and math.abs(value) < 1e15 and string.format('%d', value)
      or string.format('%.17g', value)
  end
  if kind ~= 'table' then return tostring(value) end
  local out = {}
  if getmetatable(value) == ARRAY then
    for i, item in ipairs(value) do out[i] = encode(item) end
    return '[' .. table.concat(out, ',') .. ']'
  end
  for name, item in pairs(value) do out[#out + 1] = quoted(name) .. ':' .. encode(item) end
  return '{' .. table.concat(out, ',') .. '}'
end

local function copy(value)
  if type(value) ~= 'table' or value == NULL then return value end
  local other = setmetatable({}, getmetatable(value))
  for name, item in pairs(value) do other[name] = copy(item) end
  return other
end

local TABLE = decode(table.concat({@TABLE@}, '\n'))

local NODES = {}
for _, pair in ipairs(TABLE.nodes) do NODES[pair[1]] = pair[2] end

local function has(list, item)
  for _, each in ipairs(list) do
    if each == item then return true end
  end
  return false
end

-- Regular expressions: a machine whose states are made when they are first needed

local function points_of(text)
  local points, at = {}, 1
  while at <= #text do
    local c = string.byte(text, at)
    local more = c >= 0xF0 and 3 or c >= 0xE0 and 2 or c >= 0xC0 and 1 or 0
    local point = more == 3 and c % 8 or more == 2 and c % 16 or more == 1 and c % 32 or c
    for i = at + 1, at + more do point = point * 64 + (string.byte(text, i) or 128) % 64 end
    points[#points + 1] = point
    at = at + more + 1
  end
  return points
end

local function in_set(ranges, point)
  local low, high = 1, #ranges / 2
  while low <= high do
    local middle = math.floor((low + high) / 2)
    if point < ranges[2 * middle - 1] then high = middle - 1
    elseif point > ranges[2 * middle] then low = middle + 1
    else return true end
  end
  return false
end

local function is_word(point)
  return point and (point >= 48 and point <= 57 or point >= 65 and point <= 90 or point == 95
    or point >= 97 and point <= 122)
end

local function is_at(place, before, point)
  local edge = (is_word(before) or false) ~= (is_word(point) or false)
  if place == 'text_start' then return before == nil end
  if place == 'line_start' then return before == nil or before == 10 end
  if place == 'text_end' then return point == nil end
  if place == 'line_end' then return point == nil or point == 10 end
  if place == 'word_edge' then return edge end
  return not edge
end

-- All places that are reached without a character; nil if one of them is a match.
local function closed(machine, places, before, point)
  local known, list = {}, {}
  local function know(place)
    if not known[place] then
      known[place] = true
      list[#list + 1] = place
    end
  end
  for _, place in ipairs(places) do know(place) end
  local i = 1
  while i <= #list do
    local step = machine.steps[list[i] + 1]
    if step[1] == 'match' then return nil end
    if step[1] == 'fork' then
      know(step[2])
      know(step[3])
    elseif step[1] == 'at' and is_at(step[2], before, point) then
      know(step[3])
    end
    i = i + 1
  end
  return list
end

local function kind_of_point(before)
  return before == nil and 's' or before == 10 and 'n' or is_word(before) and 'w' or 'o'
end

local machines = setmetatable({}, {__mode = 'k'})

local function matches(text, machine)
  local states = machines[machine]
  if not states or states.count > 2000 then
    states = {count = 0}
    machines[machine] = states
  end
  local function state_of(places, before)
    table.sort(places)
    local key = kind_of_point(before) .. table.concat(places, ',')
    if not states[key] then
      states[key] = {places = places, before = before, next = {}}
      states.count = states.count + 1
    end
    return states[key]
  end
  local points = points_of(text)
  local state = state_of({machine.start}, nil)
  for i = 1, #points + 1 do
    local point = points[i]
    local after = state.next[point or -1]
    if after == nil then
      local list = closed(machine, state.places, state.before, point)
      if list == nil then
        after = true
      elseif point == nil then
        after = false
      else
        local places, seen = {machine.start}, {[machine.start] = true}
        for _, place in ipairs(list) do
          local step = machine.steps[place + 1]
          if step[1] == 'take' and not seen[step[3]] and in_set(machine.sets[step[2] + 1], point) then
            seen[step[3]] = true
            places[#places + 1] = step[3]
          end
        end
        after = state_of(places, point)
      end
      state.next[point or -1] = after
    end
    if after == true then return true end
    if after == false then return false end
    state = after
  end
  return false
end

-- What is known of a request

local function items(value)
  return type(value) == 'table' and getmetatable(value) == ARRAY and value or {}
end

local function text(value)
  return type(value) == 'string' and value or ''
end

local function word(value)
  if value == nil or value == NULL or type(value) == 'table' then return '' end
  return type(value) == 'number' and encode(value) or tostring(value)
end

local function is_system(message)
  return message.role == 'system' or message.role == 'developer'
end

local function is_image(part)
  return part.type == 'image_url' or part.type == 'input_image'
end

local function is_text(part)
  return part.type == 'text' or part.type == 'input_text' or part.type == 'output_text'
end

local function parts_of(message)
  if type(message.content) == 'string' then return {{type = 'text', text = message.content}} end
  return items(message.content)
end

local function text_of(message)
  local out = {}
  for _, part in ipairs(parts_of(message)) do
    if is_text(part) then out[#out + 1] = text(part.text) end
  end
  return table.concat(out, '\n')
end

local function count_of(list, test)
  local count = 0
  for _, each in ipairs(list) do
    if test(each) then count = count + 1 end
  end
  return count
end

local function images_of(body)
  local count = 0
  for _, message in ipairs(body.messages) do count = count + count_of(parts_of(message), is_image) end
  return count
end

local function tools_of(body)
  local tools = {}
  for _, tool in ipairs(items(body.tools)) do
    tools[#tools + 1] = type(tool['function']) == 'table' and tool['function'] or {}
  end
  for _, tool in ipairs(items(body.functions)) do tools[#tools + 1] = tool end
  return tools
end

local function wants_json(body)
  local form = type(body.response_format) == 'table' and body.response_format.type
  return form == 'json_object' or form == 'json_schema'
end

-- Words of up to eight letters are mostly a token, as are three digits; other scripts have more.
local function estimated(said)
  local count = 0
  for piece in string.gmatch(said, '%a+') do count = count + math.max(1, #piece / 8) end
  for piece in string.gmatch(said, '%d+') do count = count + math.max(1, #piece / 3) end
  for piece in string.gmatch(said, '[%p]+') do count = count + math.max(1, #piece / 3) end
  for piece in string.gmatch(said, '[\128-\255]+') do count = count + #piece * 0.3 end
  for _ in string.gmatch(said, '\n+') do count = count + 1 end
  return count
end

-- About how many tokens a request has: there is no tokenizer here.
local function tokens(facts)
  if not facts.counted then
    local count = 3
    for _, message in ipairs(facts.body.messages) do
      count = count + 3
      for _, part in ipairs(parts_of(message)) do
        count = count + (is_text(part) and estimated(text(part.text)) or is_image(part) and 765 or 0)
      end
      for _, call in ipairs(items(message.tool_calls)) do count = count + 3 + estimated(encode(call)) end
    end
    for _, tool in ipairs(tools_of(facts.body)) do count = count + 12 + estimated(encode(tool)) end
    facts.counted = math.floor(count + 0.5)
  end
  return facts.counted
end

local function trimmed(said)
  return string.match(said, '^%s*(.-)%s*$')
end

-- Labels: the body's, then those of the header, which win.
local function label(facts, key)
  local own = facts.body.metadata
  local found = type(own) == 'table' and own ~= NULL and word(own[key]) or ''
  for pair in string.gmatch(facts.headers['x-signalbox-metadata'] or '', '[^,]+') do
    local name, value = string.match(pair, '^([^=]*)=(.*)$')
    if name and trimmed(name) == key then found = trimmed(value) end
  end
  return found
end

local function last_user(body)
  for i = #body.messages, 1, -1 do
    local said = body.messages[i].role == 'user' and text_of(body.messages[i]) or ''
    if said ~= '' then return said end
  end
  return ''
end

local function system_of(body)
  local out = {}
  for _, message in ipairs(body.messages) do
    if is_system(message) then out[#out + 1] = text_of(message) end
  end
  return table.concat(out, '\n\n')
end

-- Seconds as a clock on the wall shows them in the graph's time zone.
local function local_seconds()
  local now, ahead = os.time(), 0
  for _, each in ipairs(TABLE.zone) do
    if each[1] <= now then ahead = each[2] end
  end
  return now + ahead
end

local function local_time()
  return os.date('!*t', local_seconds())
end

local closed_headers = {authorization = true, cookie = true, ['x-api-key'] = true, ['api-key'] = true,
  ['proxy-authorization'] = true}

local signals = {
  model = function(facts) return word(facts.body.model) end,
  user = function(facts) return word(facts.body.user) end,
  metadata = function(facts, key) return label(facts, key) end,
  headers = function(facts, key) return not closed_headers[key] and facts.headers[key] or '' end,
  text = function(facts) return last_user(facts.body) end,
  system = function(facts) return system_of(facts.body) end,
  messages = function(facts) return #facts.body.messages end,
  tokens = tokens,
  max_tokens = function(facts)
    return tonumber(facts.body.max_completion_tokens) or tonumber(facts.body.max_tokens) or 0
  end,
  images = function(facts) return images_of(facts.body) end,
  stream = function(facts) return facts.body.stream == true end,
  has_tools = function(facts) return #tools_of(facts.body) > 0 end,
  wants_json = function(facts) return wants_json(facts.body) end,
  tools = function(facts)
    local names = {}
    for i, tool in ipairs(tools_of(facts.body)) do names[i] = word(tool.name) end
    return names
  end,
  reasoning = function(facts) return word(facts.body.reasoning_effort) end,
  hour = function() return local_time().hour end,
  weekday = function() return (local_time().wday + 5) % 7 + 1 end,
}

-- A header of several lines is one list.
local function joined(before, more)
  return before and before .. ', ' .. more or more
end

local function facts_of(said, headers, seed)
  for pair in string.gmatch(headers['x-signalbox-metadata'] or '', '[^,]+') do
    if trimmed(pair) ~= '' and not string.find(pair, '=', 1, true) then error('no labels') end
  end
  local body = decode(said)
  if type(body) ~= 'table' or getmetatable(body.messages) ~= ARRAY then error('no messages') end
  return {body = body, headers = headers, seed = seed}
end

-- Conditions

local value

local function truth(known)
  if type(known) ~= 'boolean' then error('not true or false') end
  return known
end

-- One side can decide though the other cannot be worked out.
local function either(args, facts, undecided)
  local failed = false
  for _, each in ipairs(args) do
    local fine, known = pcall(function() return truth(value(each, facts)) end)
    if fine and known ~= undecided then return not undecided end
    failed = failed or not fine
  end
  if failed then error('unknown') end
  return undecided
end

local function comparable(a, b)
  if type(a) ~= type(b) then error('values of these types cannot be compared') end
end

local functions = {
  ['!'] = function(a) return not truth(a) end,
  ['=='] = function(a, b) return a == b end,
  ['!='] = function(a, b) return a ~= b end,
  ['<'] = function(a, b) comparable(a, b) return a < b end,
  ['<='] = function(a, b) comparable(a, b) return a <= b end,
  ['>'] = function(a, b) comparable(a, b) return a > b end,
  ['>='] = function(a, b) comparable(a, b) return a >= b end,
  ['in'] = function(a, b) return has(b, a) end,
  size = function(a)
    return type(a) == 'string' and select(2, string.gsub(a, '[^\128-\191]', '')) or #a
  end,
  startsWith = function(a, b) return string.sub(a, 1, #b) == b end,
  endsWith = function(a, b) return b == '' or string.sub(a, -#b) == b end,
  contains = function(a, b) return string.find(a, b, 1, true) ~= nil end,
  matches = matches,
  number = function(said)
    local plain = trimmed(said)
    local digits = string.match(plain, '^[+-]?(%d+%.?%d*)$') or string.match(plain, '^[+-]?(%.%d+)$')
      or string.match(plain, '^[+-]?(%d+%.?%d*)[eE][+-]?%d+$')
      or string.match(plain, '^[+-]?(%.%d+)[eE][+-]?%d+$')
    if #plain > 40 or not digits then error('not a number') end
    return tonumber((string.gsub(plain, '^%+', '')))
  end,
}

value = function(expr, facts)
  local name, args = expr[1], expr[2]
  if name == 'value' then return args end
  if name == 'signal' then return signals[args](facts, expr[3]) end
  if name == '&&' then return either(args, facts, true) end
  if name == '||' then return either(args, facts, false) end
  if name == '?:' then return value(args[truth(value(args[1], facts)) and 2 or 3], facts) end
  local worked = {}
  for i, each in ipairs(args) do worked[i] = value(each, facts) end
  if name == 'list' then return worked end
  return functions[name](worked[1], worked[2])
end

-- A condition that cannot be worked out does not hold.
local function holds(when, facts)
  local fine, known = pcall(value, when, facts)
  return fine and known == true
end

-- A promise is kept also where its condition cannot be worked out: rather a call too few.
local function may_hold(when, facts)
  local fine, known = pcall(value, when, facts)
  return not fine or known == true
end

-- Shares

local SESSIONS = {'x-session-id', 'x-claude-code-session-id', 'thread-id', 'session-id', 'session_id',
  'x-opencode-session', 'x-session-affinity'}

local function conversation(facts)
  local given = {label(facts, 'conversation')}
  for _, name in ipairs(SESSIONS) do given[#given + 1] = facts.headers[name] or '' end
  given[#given + 1] = word(facts.body.prompt_cache_key)
  for _, each in ipairs(given) do
    if string.find(each, '%S') then return each end
  end
  local told = {'', word(facts.body.user)}
  for _, message in ipairs(facts.body.messages) do
    told[#told + 1] = string.upper(word(message.role))
    told[#told + 1] = text_of(message)
    if message.role == 'user' then break end
  end
  return 'c-' .. hexadecimal(table.concat(told, '\0') .. '\0')
end

local function drawn(node, facts)
  local who = node.by == 'user' and word(facts.body.user) or node.by == 'conversation' and conversation(facts)
    or node.by == 'app' and '' or facts.seed
  local total, below = 0, 0
  for _, share in ipairs(node.shares) do total = total + share.share end
  local point = fraction(node.of .. '\0' .. who) * total
  for _, share in ipairs(node.shares) do
    below = below + share.share
    if point < below then return share.to end
  end
  return node.shares[1].to
end

-- Changes of requests

local alike = {
  max_tokens = {'max_tokens', 'max_completion_tokens', 'max_output_tokens'},
  stop = {'stop', 'stop_sequences'},
  tools = {'tools', 'functions', 'tool_choice', 'function_call', 'parallel_tool_calls'},
}
alike.max_completion_tokens, alike.max_output_tokens = alike.max_tokens, alike.max_tokens
alike.stop_sequences = alike.stop

local function drop(body, name)
  if name == 'images' then
    for _, message in ipairs(body.messages) do
      if type(message.content) == 'table' and message.content ~= NULL then
        local kept = setmetatable({}, ARRAY)
        for _, part in ipairs(message.content) do
          if not is_image(part) then kept[#kept + 1] = part end
        end
        message.content = kept
      end
    end
  elseif string.sub(name, 1, 9) == 'metadata.' then
    if type(body.metadata) == 'table' then body.metadata[string.sub(name, 10)] = nil end
  else
    for _, each in ipairs(alike[name] or {name}) do body[each] = nil end
  end
end

local function set(body, name, given)
  if string.sub(name, 1, 9) == 'metadata.' then
    if type(body.metadata) ~= 'table' or body.metadata == NULL then body.metadata = {} end
    body.metadata[string.sub(name, 10)] = word(given)
    return
  end
  drop(body, name)
  body[name == 'max_output_tokens' and 'max_tokens' or name == 'stop_sequences' and 'stop' or name] = given
end

local function rewritten(facts, change)
  local body = copy(facts.body)
  for _, name in ipairs(change.drop) do drop(body, name) end
  for _, pair in ipairs(change.set) do set(body, pair[1], pair[2]) end
  if change.prepend ~= '' then
    table.insert(body.messages, 1, {role = 'system', content = change.prepend})
  end
  if change.append ~= '' then
    local at = 1
    while body.messages[at] and is_system(body.messages[at]) do at = at + 1 end
    table.insert(body.messages, at, {role = 'system', content = change.append})
  end
  return {body = body, headers = facts.headers, seed = facts.seed}
end

-- The route of one request, worked out as far as it is needed

local PASSING = {'rate_limited', 'overloaded', 'server_error', 'timeout', 'unreachable', 'interrupted'}

local function tighter(a, b)
  return a > 0 and b > 0 and math.min(a, b) or math.max(a, b)
end

local function cost(model, facts)
  if not model.price.tiers then return math.huge end
  local prompt, tier = tokens(facts), model.price.tiers[1]
  for _, each in ipairs(model.price.tiers) do
    if prompt > each[1] then tier = each end
  end
  local asked = signals.max_tokens(facts)
  local most = model.most > 0 and model.most or asked > 0 and asked or 8192
  local said = math.min(asked > 0 and asked or most, most, 380)
  return model.price.request + (prompt * tier[2] + said * math.max(tier[4], tier[5])) / 1e6
end

local function lacks(node, facts)
  if not node or node.kind ~= 'model' then return false end
  local model = TABLE.models[node.model + 1]
  local asked = {images = images_of(facts.body) > 0, tools = #tools_of(facts.body) > 0,
    json = wants_json(facts.body)}
  for _, each in ipairs(model.lacks) do
    if asked[each] then return true end
  end
  return model.context > 0 and tokens(facts) > model.context * 1.25
end

-- Without the models that cannot do what the request asks for, if others may.
local function able(targets, facts)
  local fit = {}
  for _, to in ipairs(targets) do
    if not lacks(NODES[to], facts) then fit[#fit + 1] = to end
  end
  return #fit > 0 and fit or targets
end

local function in_order(node, facts)
  if node.by == 'turns' then
    local turned, from = {}, turn(node, facts) % #node.to
    for i = 1, #node.to do turned[i] = node.to[(from + i - 1) % #node.to + 1] end
    return turned
  end
  if node.by ~= 'cost' then return node.to end
  local all = {}
  for i, to in ipairs(node.to) do
    local least = math.huge
    for _, number in ipairs(node.below[i]) do
      least = math.min(least, cost(TABLE.models[number + 1], facts))
    end
    all[i] = {to = to, cost = least, place = i}
  end
  table.sort(all, function(a, b)
    if a.cost ~= b.cost then return a.cost < b.cost end
    return a.place < b.place
  end)
  local sorted = {}
  for i, each in ipairs(all) do sorted[i] = each.to end
  return sorted
end

local function has_more(top)
  return top.at < #top.targets and top.calls < top.node.attempts
end

local function onward(top)
  if not has_more(top) then return false end
  top.at, top.retried = top.at + 1, 0
  return true
end

local function leads_on(top, failure)
  if not has(top.node.on, failure) or top.calls >= top.node.attempts then return false end
  if top.retried < top.node.retries and has(PASSING, failure) then
    top.retried = top.retried + 1
    return true
  end
  return onward(top)
end

local function moved(place, to)
  return {at = to, facts = place.facts, first = place.first}
end

local function left_of(top)
  return top.node.total - (clock() - top.begun)
end

local function here(top)
  return moved(top.place, top.targets[top.at])
end

local Route = {}
Route.__index = Route

function Route.new(facts)
  local route = setmetatable({branchings = {}, made = 0, allowed = MOST_CALLS, small = 0,
    promised = TABLE.promised > 0 and TABLE.promised or 1000, forbidden = {},
    place = {at = TABLE.start, facts = facts, first = 0}}, Route)
  for _, number in ipairs(TABLE.forbidden) do route.forbidden[number] = true end
  for _, promise in ipairs(TABLE.promises) do
    if may_hold(promise.when, facts) then
      for _, number in ipairs(promise.forbidden) do route.forbidden[number] = true end
      if promise.calls > 0 then route.promised = math.min(route.promised, promise.calls) end
    end
  end
  return route
end

-- A prompt that is too long for one model is too long for smaller ones; 413 and 429 speak of what a
-- key or a gateway takes in one request.
function Route:heed(failure, status, model)
  if failure == 'context_too_long' and status ~= 413 and status ~= 429 then
    self.small = math.max(self.small, model.context)
  end
end

-- What to do next: {model} to call, {status, message} to answer, {} if there is nothing left.
function Route:next()
  while true do
    local node = NODES[self.place.at]
    if not node then return self:pass_over() end
    if node.kind == 'model' then return self:arrive(node.model) end
    if node.kind == 'reject' then return {status = node.status, message = node.message} end
    local facts = self.place.facts
    if node.kind == 'rules' then
      local to = node.otherwise
      for _, rule in ipairs(node.rules) do
        if holds(rule.when, facts) then
          to = rule.to
          break
        end
      end
      self.place = moved(self.place, to)
    elseif node.kind == 'split' then
      self.place = moved(self.place, drawn(node, facts))
    elseif node.kind == 'rewrite' then
      self.place = moved(self.place, node.to)
      self.place.facts = rewritten(facts, TABLE.rewrites[node.rewrite + 1])
    elseif node.kind == 'limit' then
      self.place = moved(self.place, self:is_within(self.place.at, node) and node.within or node.over)
    else
      self:enter(node)
    end
  end
end

function Route:enter(node)
  local place = moved(self.place, self.place.at)
  place.first = tighter(place.first, node.first)
  local top = {node = node, place = place, targets = able(in_order(node, place.facts), place.facts),
    at = 1, retried = 0, calls = 0, begun = 0}
  self.allowed = math.max(self.allowed, node.attempts)
  table.insert(self.branchings, top)
  self.place = here(top)
end

function Route:arrive(number)
  local model = TABLE.models[number + 1]
  local size = model.context
  local small = size > 0 and (size <= self.small or (self:has_other() and tokens(self.place.facts) > size))
  if self.forbidden[number] or small or not self:has_left() then return self:pass_over() end
  self.made = self.made + 1
  for _, each in ipairs(self.branchings) do
    if each.calls == 0 then each.begun = clock() end
    each.calls = each.calls + 1
  end
  return {model = model, number = number}
end

function Route:after(failure)
  while #self.branchings > 0 and self:has_left() do
    local top = self.branchings[#self.branchings]
    if self:is_open() and leads_on(top, failure) then
      self.place = here(top)
      return self:next()
    end
    table.remove(self.branchings)
  end
  return {}
end

function Route:pass_over()
  while #self.branchings > 0 do
    local top = self.branchings[#self.branchings]
    if self:is_open() and onward(top) then
      self.place = here(top)
      return self:next()
    end
    table.remove(self.branchings)
  end
  return {}
end

function Route:has_left()
  return self.made < math.min(self.allowed, self.promised)
end

function Route:is_open()
  for _, each in ipairs(self.branchings) do
    if each.node.binding and each.calls >= each.node.attempts then return false end
    if each.calls > 0 and each.node.total > 0 and left_of(each) <= 0 then return false end
  end
  return true
end

-- Milliseconds that the next call may take; 0 is without a limit.
function Route:time_left()
  local least = 0
  for _, each in ipairs(self.branchings) do
    if each.node.total > 0 then least = tighter(least, math.max(1, left_of(each))) end
  end
  return least
end

function Route:has_other()
  return self:has_left() and count_of(self.branchings, has_more) > 0
end

-- Calls

local by_status = {[401] = 'unauthorized', [403] = 'unauthorized', [402] = 'out_of_credit',
  [404] = 'model_not_found', [410] = 'model_not_found', [408] = 'timeout', [504] = 'timeout',
  [413] = 'context_too_long', [429] = 'rate_limited', [498] = 'overloaded', [529] = 'overloaded',
  [424] = 'server_error'}

local function says(said, words)
  for _, each in ipairs(words) do
    if string.find(said, each, 1, true) then return true end
  end
  return false
end

-- The class of a failure, by Signalbox's words.
local function kind_of(status, body)
  local said = string.lower(string.sub(body or '', 1, 20000))
  if has({400, 413, 422, 500}, status) and says(said, {'context_length', 'context length', 'context window',
    'context_window', 'context size', 'context_size', 'maximum context', 'prompt is too long', 'too many tokens',
    'input is too long'}) then
    return 'context_too_long'
  end
  if has({400, 403}, status) and says(said, {'content_filter', 'content_policy', 'responsibleaipolicy',
    'moderation_blocked'}) then
    return 'content_filtered'
  end
  if has({400, 402, 403, 429}, status) and says(said, {'insufficient_quota', 'insufficient_user_quota',
    'insufficient balance', 'insufficient_balance', 'insufficient credits', 'credit balance is too low',
    'billing_hard_limit', 'billing_not_active', 'check your plan and billing', 'payment_required',
    'out_of_credit'}) then
    return 'out_of_credit'
  end
  if status == 503 and says(said, {'upstream connect error', 'no healthy upstream'}) then
    return 'unreachable'
  end
  if (status == 429 or status >= 500) and says(said, {'overloaded'}) then return 'overloaded' end
  return by_status[status] or status >= 500 and 'server_error' or 'bad_request'
end

local function body_for(model, body)
  local sent = copy(body)
  for _, pair in ipairs(model.params) do sent[pair[1]] = pair[2] end
  sent.model = model.name
  return encode(sent)
end

local function key_of(model)
  local key = string.gsub(model.key ~= '' and os.getenv(model.key) or '', '%c', '')
  return key ~= '' and 'Bearer ' .. key or nil
end

-- What clients are told where no model answers

local FORBIDDEN = 'No model may answer this request.'
local NO_JSON = 'The body is not a request in JSON, or x-signalbox-metadata is no list of name=value.'

local function told(message)
  return encode({error = {message = message, type = 'routing', code = NULL}})
end
