
// Requests as Anthropic's Messages. Labels have no place in them, so those that the graph sets are kept
// beside the body.

function factsOf(headers, body, seed) {
    return {headers: headers, body: body, seed: seed, counted: -1, labels: {}, locals: {}};
}

function labelsOf(facts) {
    return facts.labels;
}

// The turns, the system prompt first; what tools answered is a turn of its own before what the user says.
function turnsOf(body) {
    const all = [];
    if (body.system !== undefined && body.system !== null) {
        all.push({role: 'system', content: body.system});
    }
    body.messages.forEach(function (message) {
        const parts = partsOf(message);
        const results = message.role === 'user' ? parts.filter(isResult) : [];
        const others = parts.filter(function (part) { return !has(results, part); });
        if (results.length > 0) {
            all.push({role: 'tool', content: results});
        }
        if (results.length === 0 || others.length > 0) {
            all.push({role: message.role, content: others});
        }
    });
    return all;
}

function isResult(part) {
    return part.type === 'tool_result';
}

function isImage(part) {
    return part.type === 'image' && !!part.source && (part.source.type === 'base64' || part.source.type === 'url');
}

function isText(part) {
    return part.type === 'text' || (part.type === 'document' && !!part.source && part.source.type === 'text');
}

function saidOf(part) {
    return part.type === 'text' ? part.text || '' : (part.title ? part.title + '\n\n' : '') + (part.source.data || '');
}

function userOf(body) {
    return String((body.metadata || {}).user_id || '');
}

function mostOf(body) {
    return body.max_tokens || 0;
}

function effortOf(body) {
    const said = (body.output_config || {}).effort;
    if (said) {
        return String(said);
    }
    if (!body.thinking || body.thinking.type !== 'enabled') {
        return '';
    }
    const budget = body.thinking.budget_tokens || 0;
    return budget < 4096 ? 'low' : budget < 16000 ? 'medium' : 'high';
}

function wantsJson(body) {
    const format = (body.output_config || {}).format;
    return !!format && !!format.schema;
}

function imagesOf(body) {
    return body.messages.reduce(function (sum, message) { return sum + shown(partsOf(message)); }, 0);
}

function shown(parts) {
    return parts.reduce(function (sum, part) {
        return sum + (isResult(part) ? shown(partsOf(part)) : isImage(part) ? 1 : 0);
    }, 0);
}

// Those that the client runs; the provider's own have another type.
function toolsOf(body) {
    return (body.tools || []).filter(function (tool) { return !tool.type || tool.type === 'custom'; });
}

// The names, and of the provider's own the types.
function toolNamesOf(body) {
    const own = (body.tools || []).filter(function (tool) { return !has(toolsOf(body), tool); });
    return toolsOf(body).map(function (tool) { return tool.name || ''; })
        .concat(own.map(function (tool) { return tool.type; }));
}

// About how many tokens a request has: there is no tokenizer here.
function tokens(facts) {
    if (facts.counted < 0) {
        let count = 3;
        turnsOf(facts.body).forEach(function (turn) { count += 3 + tokensOf(partsOf(turn)); });
        toolsOf(facts.body).forEach(function (tool) {
            count += 12 + estimated((tool.name || '') + (tool.description || '') + JSON.stringify(tool.input_schema || {}));
        });
        facts.counted = Math.round(count);
    }
    return facts.counted;
}

function tokensOf(parts) {
    return parts.reduce(function (sum, part) { return sum + tokensOfPart(part); }, 0);
}

function tokensOfPart(part) {
    if (isText(part)) {
        return estimated(saidOf(part));
    }
    if (isImage(part)) {
        return 765;
    }
    switch (part.type) {
    case 'tool_use': return 3 + estimated((part.name || '') + JSON.stringify(part.input || {}));
    case 'tool_result': return tokensOf(partsOf(part));
    case 'thinking': return estimated(part.thinking || '');
    default: return JSON.stringify(part).length / 4;
    }
}

function rewritten(facts, change) {
    const other = factsOf(facts.headers, JSON.parse(JSON.stringify(facts.body)), facts.seed);
    Object.assign(other.labels, facts.labels);
    change.drop.forEach(function (name) { drop(other, name); });
    change.set.forEach(function (pair) { set(other, pair[0], pair[1]); });
    frame(other.body, change);
    return other;
}

function set(facts, name, value) {
    const body = facts.body;
    if (name.startsWith('metadata.')) {
        facts.labels[name.slice(9)] = String(value);
        return;
    }
    drop(facts, name);
    switch (name) {
    case 'max_completion_tokens': case 'max_output_tokens': body.max_tokens = value; break;
    case 'stop': case 'stop_sequences': body.stop_sequences = [].concat(value); break;
    case 'user': body.metadata = Object.assign({}, body.metadata, {user_id: String(value)}); break;
    case 'reasoning_effort': body.output_config = Object.assign({}, body.output_config, {effort: String(value)}); break;
    case 'tool_choice': body.tool_choice = choice(value); break;
    default: body[name] = value;
    }
}

function choice(value) {
    if (typeof value === 'string') {
        return {type: value === 'required' ? 'any' : value};
    }
    return value && value.function ? {type: 'tool', name: value.function.name} : value;
}

function drop(facts, name) {
    const body = facts.body;
    if (name === 'images') {
        body.messages.forEach(withoutImages);
    } else if (name === 'metadata') {
        facts.labels = {};
    } else if (name.startsWith('metadata.')) {
        delete facts.labels[name.slice(9)];
    } else if (name === 'tools') {
        delete body.tools;
        delete body.tool_choice;
    } else if (name === 'user') {
        delete (body.metadata || {}).user_id;
    } else if (has(['reasoning_effort', 'reasoning', 'thinking'], name)) {
        delete body.thinking;
        delete (body.output_config || {}).effort;
    } else {
        const own = {max_completion_tokens: 'max_tokens', max_output_tokens: 'max_tokens', stop: 'stop_sequences'};
        delete body[Object.prototype.hasOwnProperty.call(own, name) ? own[name] : name];
    }
}

function withoutImages(holder) {
    if (Array.isArray(holder.content)) {
        holder.content = holder.content.filter(function (part) { return !isImage(part); });
        holder.content.filter(isResult).forEach(withoutImages);
    }
}

function frame(body, change) {
    if (change.prepend !== '' || change.append !== '') {
        const now = body.system === undefined || body.system === null ? [] : partsOf({content: body.system});
        body.system = [change.prepend].filter(Boolean).map(asText).concat(now, [change.append].filter(Boolean).map(asText));
    }
}

function asText(text) {
    return {type: 'text', text: text};
}
