// Decides where a request goes and where it goes on when a model fails. Made by Signalbox: change the
// graph, not this file. This part knows no gateway and no shape of requests; what both are follows it.

const PASSING = ['rate_limited', 'overloaded', 'server_error', 'timeout', 'unreachable', 'interrupted'];
const MOST_CALLS = 3; // of a request, unless a fallback on its way allows more

// The class of a failure, by Signalbox's words.
function kindOf(status, text) {
    var said = text.slice(0, 20000).toLowerCase();
    if (has([400, 413, 422, 500], status) && /context[_ ](length|window|size)|maximum context|prompt is too long|too many tokens|input is too long/.test(said)) {
        return 'context_too_long';
    }
    if (has([400, 403], status) && /content_filter|content_policy|responsibleaipolicy|moderation_blocked/.test(said)) {
        return 'content_filtered';
    }
    if (has([400, 402, 403, 429], status) && /insufficient_quota|insufficient[_ ](user_quota|balance|credits)|credit balance is too low|billing_(hard_limit|not_active)|check your plan and billing|payment_required|out_of_credit/.test(said)) {
        return 'out_of_credit';
    }
    if (isUnreached(status, said)) {
        return 'unreachable';
    }
    if ((status === 429 || status >= 500) && said.indexOf('overloaded') >= 0) {
        return 'overloaded';
    }
    return byStatus(status);
}

function byStatus(status) {
    switch (status) {
    case 401: case 403: return 'unauthorized';
    case 402: return 'out_of_credit';
    case 404: case 410: return 'model_not_found';
    case 408: case 504: return 'timeout';
    case 413: return 'context_too_long';
    case 429: return 'rate_limited';
    case 498: case 529: return 'overloaded';
    case 424: return 'server_error';
    default: return status >= 500 ? 'server_error' : 'bad_request';
    }
}

// The route of one request, worked out as far as it is needed.
function Route(facts) {
    this.place = {at: TABLE.start, facts: facts, first: 0, total: 0};
    this.branchings = [];
    this.made = 0;
    this.allowed = MOST_CALLS;
    this.promised = TABLE.promised || 1000;
    this.forbidden = TABLE.forbidden.slice();
    this.small = 0;
    var self = this;
    TABLE.promises.forEach(function (promise) {
        if (mayHold(promise.when, facts)) {
            self.forbidden = self.forbidden.concat(promise.forbidden);
            self.promised = Math.min(self.promised, promise.calls || self.promised);
        }
    });
}

// What to do next: {model} to call, {status, message} to answer, {} if there is nothing left.
Route.prototype.next = function () {
    for (;;) {
        var node = find(TABLE.nodes, this.place.at);
        if (node === undefined) {
            return this.passOver();
        }
        switch (node.kind) {
        case 'model': return this.arrive(node.model);
        case 'reject': return {status: node.status, message: node.message};
        case 'rules': this.go(taken(node, this.place.facts)); break;
        case 'split': this.go(draw(node, this.place.facts)); break;
        case 'rewrite':
            this.place = with_(this.place, 'facts', rewritten(this.place.facts, TABLE.rewrites[node.rewrite]));
            this.go(node.to);
            break;
        default: this.enter(node);
        }
    }
};

Route.prototype.after = function (failure) {
    while (this.branchings.length > 0 && this.hasLeft()) {
        var top = this.branchings[this.branchings.length - 1];
        if (this.isOpen() && leadsOn(top, failure)) {
            this.place = here(top);
            return this.next();
        }
        this.branchings.pop();
    }
    return {};
};

Route.prototype.passOver = function () {
    while (this.branchings.length > 0) {
        var top = this.branchings[this.branchings.length - 1];
        if (this.isOpen() && onward(top)) {
            this.place = here(top);
            return this.next();
        }
        this.branchings.pop();
    }
    return {};
};

Route.prototype.arrive = function (number) {
    var model = TABLE.models[number];
    var size = model.context;
    var small = size > 0 && (size <= this.small || (this.hasOther() && tokens(this.place.facts) > size));
    if (has(this.forbidden, number) || small || !this.hasLeft()) {
        return this.passOver();
    }
    this.made++;
    this.branchings.forEach(function (each) { each.calls++; });
    return {model: {number: number, name: model.name, key: model.key, params: model.params, context: size}};
};

// A prompt that is too long for one model is too long for smaller ones; 413 and 429 speak of what a
// key or a gateway takes in one request.
Route.prototype.heed = function (failure, status, model) {
    if (failure === 'context_too_long' && status !== 413 && status !== 429) {
        this.small = Math.max(this.small, model.context);
    }
};

Route.prototype.hasLeft = function () {
    return this.made < Math.min(this.allowed, this.promised);
};

Route.prototype.isOpen = function () {
    return this.branchings.every(function (each) { return !each.node.binding || each.calls < each.node.attempts; });
};

Route.prototype.hasOther = function () {
    return this.hasLeft() && this.branchings.some(hasMore);
};

Route.prototype.go = function (to) {
    this.place = with_(this.place, 'at', to);
};

Route.prototype.enter = function (node) {
    var place = with_(this.place, 'first', tighter(this.place.first, node.first));
    place.total = tighter(place.total, node.total);
    var top = {node: node, place: place, targets: able(inOrder(node, place.facts), place.facts), at: 0, retried: 0, calls: 0};
    this.allowed = Math.max(this.allowed, node.attempts);
    this.branchings.push(top);
    this.place = here(top);
};

function leadsOn(top, failure) {
    if (!has(top.node.on, failure) || top.calls >= top.node.attempts) {
        return false;
    }
    if (top.retried < top.node.retries && has(PASSING, failure)) {
        top.retried++;
        return true;
    }
    return onward(top);
}

function onward(top) {
    if (!hasMore(top)) {
        return false;
    }
    top.at++;
    top.retried = 0;
    return true;
}

function hasMore(top) {
    return top.at + 1 < top.targets.length && top.calls < top.node.attempts;
}

function here(top) {
    return with_(top.place, 'at', top.targets[top.at]);
}

function with_(place, name, value) {
    var other = {at: place.at, facts: place.facts, first: place.first, total: place.total};
    other[name] = value;
    return other;
}

function tighter(a, b) {
    return a && b ? Math.min(a, b) : a || b;
}

function inOrder(node, facts) {
    if (node.by === 'turns') {
        var from = Math.floor(fraction(facts.seed + node.to.join('\0')) * node.to.length);
        return node.to.slice(from).concat(node.to.slice(0, from));
    }
    if (node.by !== 'cost') {
        return node.to;
    }
    var costs = node.below.map(function (below) {
        return Math.min.apply(null, below.map(function (each) { return cost(TABLE.models[each], facts); }).concat([Infinity]));
    });
    return node.to.map(function (to, i) { return [to, costs[i], i]; })
        .sort(function (a, b) { return a[1] === b[1] ? a[2] - b[2] : a[1] < b[1] ? -1 : 1; })
        .map(function (each) { return each[0]; });
}

function cost(model, facts) {
    if (!model.price.tiers) {
        return Infinity;
    }
    var prompt = tokens(facts);
    var tier = model.price.tiers[0];
    model.price.tiers.forEach(function (each) { tier = prompt > each[0] ? each : tier; });
    var asked = mostOf(facts.body);
    var most = model.most || asked || 8192;
    var said = Math.min(asked || most, most, 380);
    return model.price.request + (prompt * tier[1] + said * Math.max(tier[3], tier[4])) / 1e6;
}

// Without the models that cannot do what the request asks for, if others may.
function able(targets, facts) {
    var fit = targets.filter(function (to) { return !lacks(find(TABLE.nodes, to), facts); });
    return fit.length > 0 ? fit : targets;
}

function lacks(node, facts) {
    if (node === undefined || node.kind !== 'model') {
        return false;
    }
    var model = TABLE.models[node.model];
    var asked = {images: imagesOf(facts.body) > 0, tools: toolsOf(facts.body).length > 0, json: wantsJson(facts.body)};
    return model.lacks.some(function (each) { return asked[each]; })
        || (model.context > 0 && tokens(facts) > model.context * 1.25);
}

function taken(node, facts) {
    for (var i = 0; i < node.rules.length; i++) {
        if (holds(node.rules[i].when, facts)) {
            return node.rules[i].to;
        }
    }
    return node.otherwise;
}

function draw(node, facts) {
    var total = 0;
    node.shares.forEach(function (share) { total += share.share; });
    var point = fraction(node.of + '\0' + who(node.by, facts)) * total;
    var below = 0;
    for (var i = 0; i < node.shares.length; i++) {
        below += node.shares[i].share;
        if (point < below) {
            return node.shares[i].to;
        }
    }
    return node.shares[0].to;
}

function who(by, facts) {
    switch (by) {
    case 'user': return userOf(facts.body);
    case 'conversation': return conversation(facts);
    case 'app': return '';
    default: return facts.seed;
    }
}

const SESSIONS = ['x-session-id', 'x-claude-code-session-id', 'thread-id', 'session-id', 'session_id',
    'x-opencode-session', 'x-session-affinity'];

function conversation(facts) {
    var given = [label(facts, 'conversation')]
        .concat(SESSIONS.map(function (name) { return facts.headers[name] || ''; }))
        .concat([String(facts.body.prompt_cache_key || '')])
        .filter(function (each) { return each.trim() !== ''; });
    if (given.length > 0) {
        return given[0];
    }
    var told = ['', userOf(facts.body)];
    var turns = turnsOf(facts.body);
    for (var i = 0; i < turns.length; i++) {
        var message = turns[i];
        told.push(String(message.role || '').toUpperCase(), textOf(message));
        if (message.role === 'user') {
            break;
        }
    }
    var hash = mixed(told.map(function (each) { return each + '\0'; }).join(''));
    return 'c-' + hex(hash[0]) + hex(hash[1]);
}

function hex(number) {
    return ('0000000' + number.toString(16)).slice(-8);
}

// A number from 0 to less than 1, always the same for the same text and as in Signalbox.
function fraction(text) {
    var hash = mixed(text);
    return (hash[0] * 2097152 + (hash[1] >>> 11)) / 9007199254740992;
}

// FNV-1a of 64 bits and SplitMix64's mixer; a number is its high and its low half.
function mixed(text) {
    var state = [0xcbf29ce4, 0x84222325];
    var bytes = Buffer.from(text);
    for (var i = 0; i < bytes.length; i++) {
        state = times([state[0], (state[1] ^ bytes[i]) >>> 0], [0x100, 0x1b3]);
    }
    state = times(folded(state, 30), [0xbf58476d, 0x1ce4e5b9]);
    state = times(folded(state, 27), [0x94d049bb, 0x133111eb]);
    return folded(state, 31);
}

function folded(a, by) {
    var high = a[0] >>> by;
    var low = ((a[1] >>> by) | (a[0] << (32 - by))) >>> 0;
    return [(a[0] ^ high) >>> 0, (a[1] ^ low) >>> 0];
}

function times(a, b) {
    var low = product(a[1], b[1]);
    var high = (low[0] + product(a[0], b[1])[1] + product(a[1], b[0])[1]) % 4294967296;
    return [high, low[1]];
}

function product(a, b) {
    var a1 = a >>> 16, a0 = a & 0xffff, b1 = b >>> 16, b0 = b & 0xffff;
    var middle = a1 * b0 + Math.floor(a0 * b0 / 65536);
    var upper = a1 * b1 + Math.floor(middle / 65536);
    var rest = (middle % 65536) + a0 * b1;
    upper += Math.floor(rest / 65536);
    return [upper % 4294967296, (rest % 65536) * 65536 + (a0 * b0) % 65536];
}

// Texts

function partsOf(message) {
    if (typeof message.content === 'string') {
        return [{type: 'text', text: message.content}];
    }
    return Array.isArray(message.content) ? message.content : [];
}

function textOf(message) {
    return partsOf(message).filter(isText).map(saidOf).join('\n');
}

function systemOf(body) {
    return turnsOf(body).filter(isSystem).map(textOf).join('\n\n');
}

function lastUser(body) {
    var turns = turnsOf(body);
    for (var i = turns.length - 1; i >= 0; i--) {
        if (turns[i].role === 'user' && textOf(turns[i]) !== '') {
            return textOf(turns[i]);
        }
    }
    return '';
}

function isSystem(message) {
    return message.role === 'system' || message.role === 'developer';
}

// Words of up to eight letters are mostly a token, as are three digits; other scripts have more.
function estimated(text) {
    var bytes = Buffer.from(text);
    var count = 0, kind = 0, length = 0;
    for (var i = 0; i <= bytes.length; i++) {
        var now = i < bytes.length ? kindOfByte(bytes[i]) : 0;
        if (now !== kind) {
            count += length === 0 ? 0 : weight(kind, length);
            kind = now;
            length = 0;
        }
        length++;
    }
    return count;
}

// 0 is a space, 1 a letter, 2 a digit, 3 a line's end, 4 a part of another script, 5 a sign.
function kindOfByte(c) {
    if (c === 32 || c === 9 || c === 13) {
        return 0;
    }
    if ((c >= 65 && c <= 90) || (c >= 97 && c <= 122)) {
        return 1;
    }
    return c >= 48 && c <= 57 ? 2 : c === 10 ? 3 : c > 127 ? 4 : 5;
}

function weight(kind, length) {
    switch (kind) {
    case 0: return 0;
    case 1: return Math.max(1, length / 8);
    case 3: return 1;
    case 4: return length * 0.3;
    default: return Math.max(1, length / 3);
    }
}

// Whether a header of labels is a list of name=value.
function isLabels(said) {
    return (said || '').split(',').every(function (pair) { return pair.trim() === '' || pair.indexOf('=') >= 0; });
}

// Labels: the body's, then those of the header, which win.
function label(facts, key) {
    var found = own(labelsOf(facts), key);
    (facts.headers['x-signalbox-metadata'] || '').split(',').forEach(function (pair) {
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
    return has(closed, key) ? '' : facts.headers[key] || '';
}

function localTime() {
    var now = Math.floor(Date.now() / 1000);
    var ahead = 0;
    TABLE.zone.forEach(function (each) { ahead = each[0] <= now ? each[1] : ahead; });
    return new Date((now + ahead) * 1000);
}

function signal(name, key, facts) {
    var body = facts.body;
    switch (name) {
    case 'model': return String(body.model || '');
    case 'user': return userOf(body);
    case 'metadata': return label(facts, key);
    case 'headers': return header(facts, key);
    case 'text': return lastUser(body);
    case 'system': return systemOf(body);
    case 'messages': return turnsOf(body).length;
    case 'tokens': return tokens(facts);
    case 'max_tokens': return mostOf(body);
    case 'images': return imagesOf(body);
    case 'stream': return body.stream === true;
    case 'has_tools': return toolsOf(body).length > 0;
    case 'wants_json': return wantsJson(body);
    case 'tools': return toolNamesOf(body);
    case 'reasoning': return effortOf(body);
    case 'hour': return localTime().getUTCHours();
    case 'weekday': return (localTime().getUTCDay() + 6) % 7 + 1;
    default: throw new Error(name);
    }
}

// Conditions

// A condition that cannot be worked out does not hold.
function holds(when, facts) {
    try {
        return value(when, facts) === true;
    } catch (e) {
        return false;
    }
}

// A promise is kept also where its condition cannot be worked out: rather a call too few.
function mayHold(when, facts) {
    try {
        return value(when, facts) === true;
    } catch (e) {
        return true;
    }
}

function value(expr, facts) {
    switch (expr[0]) {
    case 'value': return expr[1];
    case 'signal': return signal(expr[1], expr[2], facts);
    case 'list': return expr[1].map(function (item) { return value(item, facts); });
    case '&&': return either(expr[1], facts, true);
    case '||': return either(expr[1], facts, false);
    case 'local': return facts.locals[expr[1]];
    case 'fold': return unfolded(expr[1], expr[2], expr[3], facts);
    default: return call(expr[0], expr[1], facts);
    }
}

// A macro as CEL expands it: each item in turn makes a new sum of the sum.
function unfolded(parts, item, sum, facts) {
    var outer = facts.locals;
    var list = value(parts[0], facts);
    var locals = Object.assign({}, outer);
    locals[sum] = value(parts[1], facts);
    facts.locals = locals;
    try {
        list.forEach(function (each) {
            locals[item] = each;
            locals[sum] = value(parts[2], facts);
        });
        return value(parts[3], facts);
    } finally {
        facts.locals = outer;
    }
}

// One side can decide though the other cannot be worked out.
function either(args, facts, undecided) {
    var failed = false;
    for (var i = 0; i < args.length; i++) {
        try {
            if (truth(value(args[i], facts)) !== undecided) {
                return !undecided;
            }
        } catch (e) {
            failed = true;
        }
    }
    if (failed) {
        throw new Error('unknown');
    }
    return undecided;
}

function truth(known) {
    if (typeof known !== 'boolean') {
        throw new Error('not true or false');
    }
    return known;
}

function call(name, args, facts) {
    var a = value(args[0], facts);
    switch (name) {
    case '!': return !truth(a);
    case '?:': return value(args[truth(a) ? 1 : 2], facts);
    case 'size': return typeof a === 'string' ? Array.from(a).length : a.length;
    case 'number': return number(a);
    default: return compare(name, a, value(args[1], facts));
    }
}

function number(text) {
    var plain = text.trim();
    if (plain.length > 40 || !/^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?$/.test(plain)) {
        throw new Error('not a number');
    }
    return Number(plain);
}

function compare(name, a, b) {
    switch (name) {
    case '==': return a === b;
    case '!=': return a !== b;
    case '<': return a < b;
    case '<=': return a <= b;
    case '>': return a > b;
    case '>=': return a >= b;
    case 'in': return has(b, a);
    case 'startsWith': return a.startsWith(b);
    case 'endsWith': return a.endsWith(b);
    case 'contains': return a.indexOf(b) >= 0;
    case 'matches': return new RegExp(b).test(a);
    default: throw new Error(name);
    }
}

function has(list, item) {
    return list.indexOf(item) >= 0;
}

function find(pairs, id) {
    for (var i = 0; i < pairs.length; i++) {
        if (pairs[i][0] === id) {
            return pairs[i][1];
        }
    }
    return undefined;
}
