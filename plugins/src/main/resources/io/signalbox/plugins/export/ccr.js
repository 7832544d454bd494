
// claude-code-router 2.0.
//
// One module is both: ccr calls it as its custom router, and makes a transformer of it whose path is
// /signalbox/v1/messages. The router sends what clients ask to the provider `signalbox`, which is ccr itself
// at that path. There the graph is walked, and each model is called at ccr's own /v1/messages with a header
// that names it, so that ccr translates. A failure is seen here before the client has seen anything.

const CALL = 'x-signalbox-call';
const MODEL = 'x-signalbox-model';
const LABELS = 'x-signalbox-metadata';
const SECRET = require('node:crypto').randomUUID() + '-'; // clients cannot name a model past the graph
const ASKED = new WeakMap(); // by the body of a request: what came with it
const ANSWERS = new WeakMap();
const MOST_BEFORE = 1 << 20; // characters of a stream in which it must have begun

// Headers of a connection; fetch refuses some of them.
const UNSENT = ['connection', 'keep-alive', 'transfer-encoding', 'te', 'trailer', 'upgrade', 'expect',
    'content-length', 'host', 'cookie'];

function Signalbox(req, config) {
    if (new.target) {
        this.name = 'signalbox';
        this.endPoint = '/signalbox/v1/messages';
        return;
    }
    return chosen(req, config);
}

// `provider,model` for ccr.
function chosen(req, config) {
    const call = req.headers[CALL] || '';
    const model = req.headers[MODEL] ? decodeURIComponent(req.headers[MODEL]) : req.body.model;
    UNSENT.concat([CALL, MODEL]).forEach(function (name) { delete req.headers[name]; });
    if (call.startsWith(SECRET)) {
        delete req.headers[LABELS];
        const called = TABLE.models[Number(call.slice(SECRET.length))];
        return called.provider + ',' + called.name;
    }
    ASKED.set(req.body, {headers: Object.assign({}, req.headers), model: model, port: config.PORT});
    req.headers[MODEL] = encodeURIComponent(String(model || ''));
    return 'signalbox,graph';
}

// Here ccr brings a client's request. What it sends itself goes nowhere: the answer is there already.
Signalbox.prototype.transformRequestOut = async function (body) {
    const asked = ASKED.get(body);
    if (!asked || !Array.isArray(body.messages)) {
        throw refusal(400, 'The body has no messages.');
    }
    ANSWERS.set(body, await answer(asked, Object.assign({}, body, {model: asked.model})));
    return {body: {}, config: {url: 'data:application/json,{}'}};
};

Signalbox.prototype.transformResponseIn = async function (response, context) {
    return ANSWERS.get(context.req.body);
};

// What ccr's translation for providers of OpenAI's dialect leaves out or writes otherwise.
Signalbox.prototype.transformRequestIn = async function (request, provider, context) {
    const body = context.req.body;
    const model = TABLE.models.find(function (each) { return each.provider === provider.name; });
    const effort = effortOf(body);
    delete request.reasoning;
    put(request, 'reasoning_effort', model.reasons && effort !== '' ? effort : undefined);
    put(request, 'tool_choice', request.tool_choice === 'any' ? 'required' : undefined);
    put(request, 'top_p', body.top_p);
    put(request, 'stop', body.stop_sequences);
    put(request, 'user', (body.metadata || {}).user_id);
    put(request, 'response_format', wantsJson(body) ? asFormat(body.output_config.format) : undefined);
    SET.forEach(function (name) { put(request, name, body[name]); });
    model.params.forEach(function (pair) { put(request, pair[0], pair[1]); });
    if (model.completion && request.max_tokens) {
        put(request, 'max_completion_tokens', request.max_tokens);
        delete request.max_tokens;
    }
    return request;
};

// Members that rewrites of the graph set and that Messages do not have.
const OWN = ['tools', 'tool_choice', 'max_tokens', 'max_completion_tokens', 'max_output_tokens', 'temperature', 'top_p',
    'top_k', 'stop', 'stop_sequences', 'user', 'reasoning_effort', 'thinking', 'system', 'messages', 'model', 'stream'];
const SET = TABLE.rewrites.flatMap(function (each) { return each.set.map(function (pair) { return pair[0]; }); })
    .filter(function (name) { return !has(OWN, name) && !name.startsWith('metadata.'); });

function put(request, name, value) {
    if (value !== undefined) {
        request[name] = value;
    }
}

function asFormat(format) {
    return {type: 'json_schema', json_schema: {name: 'answer', schema: format.schema}};
}

// The answer of the first model that gives one.
async function answer(asked, body) {
    if (!isLabels(asked.headers[LABELS])) {
        throw refusal(400, LABELS + ' is no list of name=value.');
    }
    const path = new Route(factsOf(asked.headers, body, asked.headers['x-request-id'] || String(Math.random())));
    let move = path.next();
    let failed;
    for (let failures = 0; move.model; failures++) {
        const reply = await called(asked, path, move.model);
        if (reply instanceof Response) {
            return reply;
        }
        failed = reply;
        path.heed(failed.kind, failed.status, move.model);
        move = path.after(failed.kind);
        if (move.model && path.retries()) {
            await pause(Math.random() * 500 * Math.pow(2, Math.min(failures, 3)));
        }
    }
    if (failed) {
        throw refusal(failed.status, failed.text);
    }
    throw refusal(move.status || 403, move.message || 'No model may answer this request.');
}

// Calls a model: its answer, or {kind, status, text} of its failure.
async function called(asked, path, model) {
    const body = Object.assign({}, path.place.facts.body);
    const row = TABLE.models[model.number];
    if (row.native) {
        row.params.forEach(function (pair) { body[pair[0]] = pair[1]; });
    }
    const most = path.patience(body.stream === true);
    const ends = path.patience(false) ? Date.now() + path.patience(false) : 0;
    const stop = new AbortController();
    const timer = most ? setTimeout(function () { stop.abort(); }, most) : undefined;
    try {
        const reply = await fetch('http://127.0.0.1:' + asked.port + '/v1/messages', {
            method: 'POST',
            headers: Object.assign({}, asked.headers, {[CALL]: SECRET + model.number, 'content-type': 'application/json'}),
            body: JSON.stringify(body),
            signal: stop.signal
        });
        if (reply.status >= 400) {
            return failure(reply.status, await reply.text());
        }
        return body.stream === true ? await begun(reply, limited(stop, ends)) : copied(reply, await reply.text());
    } catch (e) {
        return stop.signal.aborted
            ? {kind: 'timeout', status: 504, text: 'The model took longer than ' + most + ' ms.'}
            : {kind: 'interrupted', status: 502, text: String(e.message)};
    } finally {
        clearTimeout(timer);
    }
}

// Starts the clock of a stream that has begun: its whole time counts to the last piece. Gives what stops it.
function limited(stop, ends) {
    return function () {
        const rest = ends ? setTimeout(function () { stop.abort(); }, Math.max(1, ends - Date.now())) : undefined;
        return function () { clearTimeout(rest); };
    };
}

function copied(reply, body) {
    return new Response(body, {headers: {'content-type': reply.headers.get('content-type') || 'application/json'}});
}

// A stream that has said something, from its first piece on; else the failure.
async function begun(reply, limit) {
    const reader = reply.body.getReader();
    const decoder = new TextDecoder();
    const early = [];
    let said = '';
    while (!/^event: ?content_block_(start|delta)/m.test(said) && said.length < MOST_BEFORE) {
        const piece = await reader.read();
        if (piece.done) { // ccr writes an empty answer where a provider has broken off
            return {kind: 'interrupted', status: 502, text: 'The stream ended before it said anything.'};
        }
        early.push(piece.value);
        said += decoder.decode(piece.value, {stream: true});
        if (/^event: ?error/m.test(said)) {
            await reader.cancel();
            return failure(statusOf(said), said);
        }
    }
    const over = limit();
    return copied(reply, new ReadableStream({
        start: function (out) { early.forEach(function (piece) { out.enqueue(piece); }); },
        pull: async function (out) {
            const piece = await reader.read();
            if (piece.done) {
                over();
                out.close();
            } else {
                out.enqueue(piece.value);
            }
        },
        cancel: function (why) {
            over();
            return reader.cancel(why);
        }
    }));
}

// Errors inside streams have a type in the place of a status.
const TYPES = [['invalid_request_error', 400], ['authentication_error', 401], ['billing_error', 402],
    ['permission_error', 403], ['not_found_error', 404], ['request_too_large', 413], ['rate_limit_error', 429],
    ['timeout_error', 504], ['overloaded_error', 529]];

function statusOf(said) {
    const found = TYPES.find(function (pair) { return said.indexOf(pair[0]) >= 0; });
    return found ? found[1] : 500;
}

// Of an error only what the provider says counts, not what ccr writes around it.
function failure(status, text) {
    const from = text.indexOf('): ');
    const said = text.indexOf('Error from provider(') >= 0 && from >= 0 ? text.slice(from + 3) : text;
    return {kind: kindOf(status, said), status: status, text: said.slice(0, 2000)};
}

// ccr answers so where it reached no provider.
function isUnreached(status, said) {
    return status === 500 && said.indexOf('"fetch failed') >= 0;
}

function refusal(status, message) {
    return Object.assign(new Error(message), {statusCode: status, code: 'signalbox', type: 'routing', stack: ''});
}

function pause(ms) {
    return new Promise(function (done) { setTimeout(done, ms); });
}

const entered = Route.prototype.enter;

// A limit of the whole time runs from here on, over all calls.
Route.prototype.enter = function (node) {
    entered.call(this, node);
    this.branchings[this.branchings.length - 1].ends = node.total ? Date.now() + node.total : 0;
};

const open = Route.prototype.isOpen;

// Nothing more is called where the whole time is over.
Route.prototype.isOpen = function () {
    return open.call(this) && this.branchings.every(function (each) {
        return !each.ends || each.calls === 0 || Date.now() < each.ends;
    });
};

// For how many milliseconds the next call may be silent; 0 if nothing says so.
Route.prototype.patience = function (streams) {
    const left = this.branchings.reduce(function (least, each) {
        return tighter(least, each.ends ? Math.max(1, each.ends - Date.now()) : 0);
    }, 0);
    return streams ? tighter(this.place.first, left) : left;
};

// Whether the next call asks the same model again.
Route.prototype.retries = function () {
    const top = this.branchings[this.branchings.length - 1];
    return top !== undefined && top.retried > 0;
};

module.exports = Signalbox;
