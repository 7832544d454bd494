-- Decides where a request goes and carries it from one model to the next when one fails. Made by
-- Signalbox: change the graph, not this file.
--
-- A whole answer is fetched by calls from here, so that the words of an error are known. A stream is
-- handed on by Envoy as it comes; if its model fails, the others are called from here, and their
-- answer comes in one piece.

local bit = require('bit') -- Envoy's Lua is LuaJIT
local PATIENCE = 600000 -- milliseconds

-- FNV-1a of 64 bits and SplitMix64's mixer, as in Signalbox.
local function mixed(said)
  local state = 0xcbf29ce484222325ULL
  for i = 1, #said do state = bit.bxor(state, string.byte(said, i) + 0ULL) * 0x100000001b3ULL end
  state = bit.bxor(state, bit.rshift(state, 30)) * 0xbf58476d1ce4e5b9ULL
  state = bit.bxor(state, bit.rshift(state, 27)) * 0x94d049bb133111ebULL
  return bit.bxor(state, bit.rshift(state, 31))
end

local function fraction(said)
  return tonumber(bit.rshift(mixed(said), 11)) / 9007199254740992
end

local function hexadecimal(said)
  return bit.tohex(mixed(said))
end

-- Nothing is kept between requests: turns are drawn, and each call has its whole time.
local function turn(node, facts)
  return math.floor(fraction(facts.seed .. table.concat(node.to, '\0')) * #node.to)
end

local function clock()
  return 0
end

@WALK@
-- Calls by Envoy

-- Calls models until one answers. Gives the last answer, or a move without a model.
local function called(handle, route, move)
  local headers, body
  while move.model do
    local model, total = move.model, route:time_left()
    headers, body = handle:httpCall(model.cluster, {
      [':method'] = 'POST',
      [':path'] = model.path,
      [':authority'] = model.authority,
      ['content-type'] = 'application/json',
      ['authorization'] = key_of(model),
    }, body_for(model, route.place.facts.body), total > 0 and total or PATIENCE)
    local status = tonumber(headers[':status'])
    if status < 400 then break end
    local failure = kind_of(status, body)
    route:heed(failure, status, model)
    move = route:after(failure)
  end
  return headers, body, move
end

local function refusal(move)
  return {[':status'] = tostring(move.status or 403)}, told(move.message or FORBIDDEN)
end

local function answer(handle, headers, body)
  handle:respond({[':status'] = headers[':status'],
    ['content-type'] = headers['content-type'] or 'application/json'}, body or '')
end

function envoy_on_request(handle)
  local headers = {}
  for name, given in pairs(handle:headers()) do headers[name] = joined(headers[name], given) end
  handle:headers():remove('x-signalbox-model') -- it says the route, and only we say it
  if headers[':method'] ~= 'POST' or string.gsub(headers[':path'], '%?.*', '') ~= '/v1/chat/completions' then
    return answer(handle, {[':status'] = '404'}, told('Not found.'))
  end
  local buffer = handle:body(true)
  local said = buffer and buffer:length() > 0 and buffer:getBytes(0, buffer:length()) or ''
  local fine, facts = pcall(facts_of, said, headers, headers['x-request-id'] or '')
  if not fine then
    return answer(handle, {[':status'] = '400'}, told(NO_JSON))
  end
  local route = Route.new(facts)
  local move = route:next()
  if facts.body.stream ~= true or not move.model then
    local reply, body = called(handle, route, move)
    if not reply then reply, body = refusal(move) end
    return answer(handle, reply, body)
  end
  local model, sent = move.model, body_for(move.model, route.place.facts.body)
  local meta = handle:streamInfo():dynamicMetadata()
  meta:set('signalbox', 'request', said)
  meta:set('signalbox', 'seed', facts.seed)
  meta:set('signalbox', 'labels', headers['x-signalbox-metadata'] or '')
  local kept = {}
  for name, given in pairs(headers) do
    if string.sub(name, 1, 1) ~= ':' and not closed_headers[name] then kept[name] = given end
  end
  meta:set('signalbox', 'headers', encode(kept))
  for name in pairs(headers) do
    -- Envoy finds no route without x-forwarded-proto.
    if string.sub(name, 1, 1) ~= ':' and name ~= 'x-forwarded-proto' then handle:headers():remove(name) end
  end
  handle:headers():replace(':path', model.path)
  handle:headers():replace('content-type', 'application/json')
  handle:headers():replace('x-signalbox-model', tostring(move.number))
  handle:headers():replace('content-length', tostring(#sent))
  local key, first = key_of(model), tighter(route.place.first, route:time_left())
  if key then handle:headers():replace('authorization', key) end
  if first > 0 then handle:headers():replace('x-envoy-upstream-rq-per-try-timeout-ms', tostring(first)) end
  handle:body(true):setBytes(sent)
  handle:clearRouteCache()
end

function envoy_on_response(handle)
  local kept = handle:streamInfo():dynamicMetadata():get('signalbox')
  local status = tonumber(handle:headers():get(':status'))
  if not kept or not kept.request or status < 400 then return end
  local buffer = handle:body(true)
  local said = buffer:length() > 0 and buffer:getBytes(0, buffer:length()) or ''
  local route = Route.new(facts_of(kept.request, decode(kept.headers), kept.seed))
  route:next()
  local failure = kind_of(status, said)
  local reply, body = called(handle, route, route:after(failure))
  if not reply then return end
  handle:headers():replace(':status', reply[':status'])
  handle:headers():replace('content-type', reply['content-type'] or 'application/json')
  handle:headers():remove('content-length')
  handle:headers():remove('content-encoding')
  handle:body(true):setBytes(body or '')
end
