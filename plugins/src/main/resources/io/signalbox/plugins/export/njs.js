
// nginx's njs.
//
// A whole answer is fetched by subrequests, so that the words of an error are known. A stream is
// handed on as it comes by an internal redirect, and nginx comes back to `next` when it fails.

const ALL = TABLE.classes.length - 1; // the number of the set that has every class

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
    if (!isLabels(r.headersIn['x-signalbox-metadata'])) {
        return refuse(r, 400, 'x-signalbox-metadata is no list of name=value.');
    }
    var way = {seed: r.headersIn['x-request-id'] || String(Math.random()), failures: []};
    if (body.stream === true) {
        return stream(r, way);
    }
    return whole(r, body, way.seed);
}

// The answer of the first model that gives one.
async function whole(r, body, seed) {
    var path = new Route(factsOf(r.headersIn, body, seed));
    var move = path.next();
    var reply;
    while (move.model) {
        prepare(r, move.model, path.place.facts.body);
        reply = await r.subrequest('/signalbox/' + move.model.number + '/end/' + path.time(false), {method: 'POST'});
        if (reply.status < 400) {
            break;
        }
        var failure = kindOf(reply.status, reply.responseText || '');
        path.heed(failure, reply.status, move.model);
        move = path.after(failure);
    }
    if (!reply) {
        return refuse(r, move.status || 403, move.message || 'No model may answer this request.');
    }
    r.headersOut['Content-Type'] = reply.headersOut['Content-Type'] || 'application/json';
    r.return(reply.status, reply.responseText || '');
}

// Hands a stream on; runs again, as `next`, when a model has failed with a status that leads on.
function stream(r, way) {
    var path = new Route(factsOf(r.headersIn, JSON.parse(r.requestText), way.seed));
    var move = path.next();
    way.failures.forEach(function (failure) { move = path.after(failure); });
    if (!move.model) {
        var last = Number(r.variables.sb_status) || 403;
        var failed = 'The last model failed with status ' + last + '.';
        var fits = way.failures.length > 0;
        return refuse(r, fits ? last : move.status || 403,
            fits ? failed : move.message || 'No model may answer this request.');
    }
    r.variables.sb_way = JSON.stringify(way);
    prepare(r, move.model, path.place.facts.body);
    r.internalRedirect('/signalbox/' + move.model.number + '/' + path.leadingOn() + '/' + path.time(true));
}

function next(r) {
    var way = JSON.parse(r.variables.sb_way);
    var status = Number(latest(r.variables.upstream_status)) || Number(r.variables.status) || 502;
    r.variables.sb_status = String(status);
    var reached = Number(latest(r.variables.upstream_header_time)) >= 0;
    way.failures.push(kindOf(status, reached ? '' : '<center>nginx'));
    stream(r, way);
}

// Of the values of all upstreams that were tried, the last one, which is - where none answered.
function latest(values) {
    return (values || '-').split(/[,:]/).pop().trim();
}

function prepare(r, model, body) {
    body = JSON.parse(JSON.stringify(body));
    model.params.forEach(function (pair) { body[pair[0]] = pair[1]; });
    body.model = model.name;
    var key = model.key ? process.env[model.key] : '';
    r.variables.sb_auth = key ? 'Bearer ' + key : '';
    r.variables.sb_body = JSON.stringify(body);
}

function refuse(r, status, message) {
    r.headersOut['Content-Type'] = 'application/json';
    r.return(status, JSON.stringify({error: {message: message, type: 'routing', code: null}}));
}

// nginx writes a page of its own where it reached no model.
function isUnreached(status, said) {
    return status === 502 && said.indexOf('<center>nginx') >= 0;
}

// The number of the time that nginx may wait for the next byte.
Route.prototype.time = function (streams) {
    var most = streams ? tighter(this.place.first, this.place.total) : this.place.total;
    return Math.max(0, TABLE.times.indexOf(most));
};

// The number of the set of classes after which a stream goes on; `end` if it never does.
Route.prototype.leadingOn = function () {
    var classes = [];
    if (this.hasLeft() && this.isOpen()) {
        this.branchings.forEach(function (each) {
            if (hasMore(each) || each.retried < each.node.retries) {
                each.node.on.forEach(function (one) {
                    if (!has(classes, one)) {
                        classes.push(one);
                    }
                });
            }
        });
    }
    if (classes.length === 0) {
        return 'end';
    }
    var at = TABLE.classes.indexOf(classes.sort().join(' '));
    return at < 0 ? ALL : at;
};

export default {route, next};
