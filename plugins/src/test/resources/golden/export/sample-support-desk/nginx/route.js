const TABLE = JSON.parse([
  "{",
  "  \"start\" : \"triage\",",
  "  \"attempts\" : 3,",
  "  \"forbidden\" : [ ],",
  "  \"promises\" : [ {",
  "    \"name\" : \"Health data stays at home\",",
  "    \"when\" : [ \"==\", [ [ \"signal\", \"metadata\", \"data\" ], [ \"value\", \"health\" ] ] ],",
  "    \"forbidden\" : [ 1, 2, 3, 4 ]",
  "  } ],",
  "  \"nodes\" : [ [ \"home\", {",
  "    \"kind\" : \"model\",",
  "    \"model\" : 0",
  "  } ], [ \"flash\", {",
  "    \"kind\" : \"model\",",
  "    \"model\" : 1",
  "  } ], [ \"cap\", {",
  "    \"kind\" : \"rules\",",
  "    \"rules\" : [ ],",
  "    \"otherwise\" : \"home\"",
  "  } ], [ \"opus\", {",
  "    \"kind\" : \"model\",",
  "    \"model\" : 2",
  "  } ], [ \"gpt\", {",
  "    \"kind\" : \"model\",",
  "    \"model\" : 3",
  "  } ], [ \"reasoner\", {",
  "    \"kind\" : \"model\",",
  "    \"model\" : 4",
  "  } ], [ \"code\", {",
  "    \"kind\" : \"chain\",",
  "    \"to\" : [ \"opus\", \"gpt\", \"reasoner\" ],",
  "    \"on\" : 0,",
  "    \"t\" : 1,",
  "    \"retries\" : 0,",
  "    \"attempts\" : 3",
  "  } ], [ \"topic\", {",
  "    \"kind\" : \"rules\",",
  "    \"rules\" : [ {",
  "      \"when\" : [ \"matches\", [ [ \"signal\", \"text\", \"\" ], [ \"value\", \"(?i)\\\\b(sql|query|function|code|bug|loop|exception)\\\\b\" ] ] ],",
  "      \"to\" : \"code\"",
  "    }, {",
  "      \"when\" : [ \"matches\", [ [ \"signal\", \"text\", \"\" ], [ \"value\", \"(?i)\\\\b(prove|proof|integral|theorem|equation)\\\\b\" ] ] ],",
  "      \"to\" : \"reasoner\"",
  "    } ],",
  "    \"otherwise\" : \"cap\"",
  "  } ], [ \"triage\", {",
  "    \"kind\" : \"rules\",",
  "    \"rules\" : [ {",
  "      \"when\" : [ \"==\", [ [ \"signal\", \"metadata\", \"data\" ], [ \"value\", \"health\" ] ] ],",
  "      \"to\" : \"home\"",
  "    }, {",
  "      \"when\" : [ \"==\", [ [ \"signal\", \"metadata\", \"task\" ], [ \"value\", \"translate\" ] ] ],",
  "      \"to\" : \"flash\"",
  "    }, {",
  "      \"when\" : [ \"==\", [ [ \"signal\", \"metadata\", \"tier\" ], [ \"value\", \"free\" ] ] ],",
  "      \"to\" : \"cap\"",
  "    } ],",
  "    \"otherwise\" : \"topic\"",
  "  } ] ],",
  "  \"rewrites\" : [ ],",
  "  \"models\" : [ {",
  "    \"id\" : \"home\",",
  "    \"name\" : \"llama3.2\",",
  "    \"key\" : \"\",",
  "    \"params\" : [ ]",
  "  }, {",
  "    \"id\" : \"flash\",",
  "    \"name\" : \"gemini-3-flash-preview\",",
  "    \"key\" : \"GEMINI_API_KEY\",",
  "    \"params\" : [ ]",
  "  }, {",
  "    \"id\" : \"opus\",",
  "    \"name\" : \"claude-opus-4-5\",",
  "    \"key\" : \"ANTHROPIC_API_KEY\",",
  "    \"params\" : [ ]",
  "  }, {",
  "    \"id\" : \"gpt\",",
  "    \"name\" : \"gpt-5.1\",",
  "    \"key\" : \"OPENAI_API_KEY\",",
  "    \"params\" : [ [ \"reasoning_effort\", \"low\" ] ]",
  "  }, {",
  "    \"id\" : \"reasoner\",",
  "    \"name\" : \"deepseek-v4-pro\",",
  "    \"key\" : \"DEEPSEEK_API_KEY\",",
  "    \"params\" : [ ]",
  "  } ]",
  "}"
].join('\n'));

// Decides where a request goes and carries it from one model to the next when one fails.

function route(r) {
    var body;
    try {
        body = JSON.parse(r.requestText);
    } catch (e) {
        return refuse(r, 400, 'The body is not JSON.');
    }
    if (!body || typeof body !== 'object' || !Array.isArray(body.messages)) {
        return refuse(r, 400, 'The body has no messages.');
    }
    var facts = factsOf(r, body);
    var way = walk(TABLE.start, facts, 0);
    if (way.refuse) {
        return refuse(r, way.refuse.status, way.refuse.message);
    }
    var forbidden = forbiddenFor(facts);
    var hops = way.hops.filter(function (hop) { return forbidden.indexOf(hop.m) < 0; });
    hops = hops.slice(0, TABLE.attempts);
    if (hops.length === 0) {
        return refuse(r, 403, 'No model may answer this request.');
    }
    hops[hops.length - 1].on = -1;
    r.variables.sb_way = JSON.stringify(hops);
    r.variables.sb_hop = '0';
    go(r, hops[0]);
}

// Runs when a model has failed with a status that leads on.
function next(r) {
    var hops = JSON.parse(r.variables.sb_way);
    var at = Number(r.variables.sb_hop) + 1;
    r.variables.sb_hop = String(at);
    go(r, hops[at]);
}

function go(r, hop) {
    var model = TABLE.models[hop.m];
    var body = JSON.parse(r.requestText);
    hop.edits.forEach(function (edit) { rewrite(body, TABLE.rewrites[edit]); });
    model.params.forEach(function (pair) { body[pair[0]] = pair[1]; });
    body.model = model.name;
    var key = model.key ? process.env[model.key] : '';
    r.variables.sb_auth = key ? 'Bearer ' + key : '';
    r.variables.sb_body = JSON.stringify(body);
    r.internalRedirect('/signalbox/' + hop.m + '/' + (hop.on < 0 ? 'end' : hop.on) + '/' + hop.t);
}

function refuse(r, status, message) {
    r.headersOut['Content-Type'] = 'application/json';
    r.return(status, JSON.stringify({error: {message: message, type: 'routing', code: null}}));
}

function walk(id, facts, t) {
    var node = find(TABLE.nodes, id);
    if (node === undefined) {
        return {hops: []};
    }
    switch (node.kind) {
    case 'model':
        return {hops: [{m: node.model, on: -1, t: t, edits: []}]};
    case 'rules':
        for (var i = 0; i < node.rules.length; i++) {
            if (holds(node.rules[i].when, facts)) {
                return walk(node.rules[i].to, facts, t);
            }
        }
        return walk(node.otherwise, facts, t);
    case 'split':
        return walk(draw(node, facts), facts, t);
    case 'chain':
        return chain(node, facts, node.t < 0 ? t : node.t);
    case 'rewrite':
        facts = rewritten(facts, node.rewrite);
        var way = walk(node.to, facts, t);
        (way.hops || []).forEach(function (hop) { hop.edits.unshift(node.rewrite); });
        return way;
    case 'reject':
        return {refuse: {status: node.status, message: node.message}};
    default:
        return {hops: []};
    }
}

function chain(node, facts, t) {
    var hops = [];
    for (var i = 0; i < node.to.length; i++) {
        var way = walk(node.to[i], facts, t);
        if (way.refuse) {
            if (hops.length === 0) {
                return way;
            }
            break;
        }
        if (way.hops.length > 0) {
            if (hops.length > 0) {
                hops[hops.length - 1].on = node.on;
            }
            hops = hops.concat(again(way.hops, node));
        }
    }
    return {hops: hops.slice(0, node.attempts)};
}

function again(hops, node) {
    var all = [];
    hops.forEach(function (hop) {
        for (var i = 0; i < node.retries; i++) {
            all.push({m: hop.m, on: node.on, t: hop.t, edits: hop.edits.slice()});
        }
        all.push(hop);
    });
    return all;
}

function draw(node, facts) {
    var total = 0;
    node.shares.forEach(function (share) { total += share.share; });
    var point = node.user && facts.user !== '' ? lot(node.salt + '\n' + facts.user) : Math.random();
    var sum = 0;
    for (var i = 0; i < node.shares.length; i++) {
        sum += node.shares[i].share / total;
        if (point < sum) {
            return node.shares[i].to;
        }
    }
    return node.shares[node.shares.length - 1].to;
}

// A number from 0 to 1 that is always the same for the same text.
function lot(text) {
    var hash = require('crypto').createHash('md5').update(text).digest('hex');
    return parseInt(hash.slice(0, 8), 16) / 4294967296;
}

function forbiddenFor(facts) {
    var forbidden = TABLE.forbidden.slice();
    TABLE.promises.forEach(function (promise) {
        if (holds(promise.when, facts)) {
            forbidden = forbidden.concat(promise.forbidden);
        }
    });
    return forbidden;
}

function rewritten(facts, index) {
    var body = JSON.parse(JSON.stringify(facts.body));
    rewrite(body, TABLE.rewrites[index]);
    return {r: facts.r, body: body, user: String(body.user || '')};
}

function rewrite(body, change) {
    change.set.forEach(function (pair) {
        if (pair[0].startsWith('metadata.')) {
            body.metadata = body.metadata || {};
            body.metadata[pair[0].slice(9)] = String(pair[1]);
        } else {
            body[pair[0]] = pair[1];
        }
    });
    change.drop.forEach(function (name) {
        if (name === 'images') {
            body.messages.forEach(withoutImages);
        } else {
            delete body[name];
            if (name === 'tools') {
                delete body.tool_choice;
            }
        }
    });
    if (change.prepend !== '' || change.append !== '') {
        prompt(body, change);
    }
}

function withoutImages(message) {
    if (Array.isArray(message.content)) {
        message.content = message.content.filter(function (part) { return part.type !== 'image_url'; });
    }
}

function prompt(body, change) {
    var system = systemOf(body);
    var all = [change.prepend, system, change.append].filter(function (text) { return text !== ''; });
    var rest = body.messages.filter(function (message) { return !isSystem(message); });
    body.messages = [{role: 'system', content: all.join('\n\n')}].concat(rest);
}

function factsOf(r, body) {
    return {r: r, body: body, user: String(body.user || '')};
}

function isSystem(message) {
    return message.role === 'system' || message.role === 'developer';
}

function textOf(message) {
    if (typeof message.content === 'string') {
        return message.content;
    }
    return (message.content || [])
        .filter(function (part) { return part.type === 'text'; })
        .map(function (part) { return part.text; })
        .join('\n');
}

function systemOf(body) {
    return body.messages.filter(isSystem).map(textOf).join('\n\n');
}

function lastUser(body) {
    for (var i = body.messages.length - 1; i >= 0; i--) {
        if (body.messages[i].role === 'user' && textOf(body.messages[i]) !== '') {
            return textOf(body.messages[i]);
        }
    }
    return '';
}

function imagesOf(body) {
    var count = 0;
    body.messages.forEach(function (message) {
        if (Array.isArray(message.content)) {
            count += message.content.filter(function (part) { return part.type === 'image_url'; }).length;
        }
    });
    return count;
}

function toolsOf(body) {
    return (body.tools || []).map(function (tool) { return tool.function ? tool.function.name : ''; });
}

// Labels: the body's, then those of the header, which win.
function label(facts, key) {
    var found = own(facts.body.metadata, key);
    (facts.r.headersIn['x-signalbox-metadata'] || '').split(',').forEach(function (pair) {
        var at = pair.indexOf('=');
        if (at > 0 && pair.slice(0, at).trim() === key) {
            found = pair.slice(at + 1).trim();
        }
    });
    return found;
}

function own(map, key) {
    return map && Object.prototype.hasOwnProperty.call(map, key) ? String(map[key]) : '';
}

function header(facts, key) {
    var closed = ['authorization', 'cookie', 'x-api-key', 'api-key', 'proxy-authorization'];
    return closed.indexOf(key) < 0 ? facts.r.headersIn[key] || '' : '';
}

function signal(name, key, facts) {
    var body = facts.body;
    var format = body.response_format ? body.response_format.type : '';
    switch (name) {
    case 'model': return String(body.model || '');
    case 'user': return facts.user;
    case 'metadata': return label(facts, key);
    case 'headers': return header(facts, key);
    case 'text': return lastUser(body);
    case 'system': return systemOf(body);
    case 'messages': return body.messages.length;
    case 'max_tokens': return body.max_completion_tokens || body.max_tokens || 0;
    case 'images': return imagesOf(body);
    case 'stream': return body.stream === true;
    case 'has_tools': return toolsOf(body).length > 0;
    case 'wants_json': return format === 'json_object' || format === 'json_schema';
    case 'tools': return toolsOf(body);
    case 'hour': return new Date().getUTCHours();
    case 'weekday': return (new Date().getUTCDay() + 6) % 7 + 1;
    default: throw new Error(name);
    }
}

// A condition that cannot be worked out does not hold.
function holds(when, facts) {
    try {
        return value(when, facts) === true;
    } catch (e) {
        return false;
    }
}

function value(expr, facts) {
    switch (expr[0]) {
    case 'value': return expr[1];
    case 'signal': return signal(expr[1], expr[2], facts);
    case 'list': return expr[1].map(function (item) { return value(item, facts); });
    default: return call(expr[0], expr[1], facts);
    }
}

function call(name, args, facts) {
    var a = value(args[0], facts);
    switch (name) {
    case '&&': return a && value(args[1], facts);
    case '||': return a || value(args[1], facts);
    case '!': return !a;
    case '?:': return value(args[a ? 1 : 2], facts);
    case 'size': return typeof a === 'string' ? Array.from(a).length : a.length;
    default: return compare(name, a, value(args[1], facts));
    }
}

function compare(name, a, b) {
    switch (name) {
    case '==': return a === b;
    case '!=': return a !== b;
    case '<': return a < b;
    case '<=': return a <= b;
    case '>': return a > b;
    case '>=': return a >= b;
    case 'in': return b.indexOf(a) >= 0;
    case 'startsWith': return a.startsWith(b);
    case 'endsWith': return a.endsWith(b);
    case 'contains': return a.indexOf(b) >= 0;
    case 'matches': return new RegExp(b).test(a);
    default: throw new Error(name);
    }
}

function find(pairs, id) {
    for (var i = 0; i < pairs.length; i++) {
        if (pairs[i][0] === id) {
            return pairs[i][1];
        }
    }
    return undefined;
}

export default {route, next};
