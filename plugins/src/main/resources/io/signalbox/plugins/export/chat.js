
// Requests as OpenAI's Chat Completions.

function rewritten(facts, change) {
    var body = JSON.parse(JSON.stringify(facts.body));
    change.drop.forEach(function (name) { drop(body, name); });
    change.set.forEach(function (pair) { set(body, pair[0], pair[1]); });
    frame(body, change);
    return factsOf(facts.headers, body, facts.seed);
}

function set(body, name, value) {
    if (name.startsWith('metadata.')) {
        body.metadata = body.metadata || {};
        body.metadata[name.slice(9)] = String(value);
        return;
    }
    drop(body, name);
    body[name === 'max_output_tokens' ? 'max_tokens' : name === 'stop_sequences' ? 'stop' : name] = value;
}

const SAME = [['max_tokens', 'max_completion_tokens', 'max_output_tokens'], ['stop', 'stop_sequences']];

function drop(body, name) {
    if (name === 'images') {
        body.messages.forEach(withoutImages);
    } else if (name.startsWith('metadata.')) {
        if (body.metadata) {
            delete body.metadata[name.slice(9)];
        }
    } else if (name === 'tools') {
        ['tools', 'functions', 'tool_choice', 'function_call', 'parallel_tool_calls'].forEach(function (each) { delete body[each]; });
    } else {
        (SAME.find(function (each) { return has(each, name); }) || [name]).forEach(function (each) { delete body[each]; });
    }
}

function withoutImages(message) {
    if (Array.isArray(message.content)) {
        message.content = message.content.filter(function (part) { return !isImage(part); });
    }
}

function frame(body, change) {
    if (change.prepend !== '') {
        body.messages = [{role: 'system', content: change.prepend}].concat(body.messages);
    }
    if (change.append !== '') {
        var at = 0;
        while (at < body.messages.length && isSystem(body.messages[at])) {
            at++;
        }
        body.messages = body.messages.slice(0, at)
            .concat([{role: 'system', content: change.append}], body.messages.slice(at));
    }
}

function factsOf(headers, body, seed) {
    return {headers: headers, body: body, seed: seed, counted: -1, locals: {}};
}

function isImage(part) {
    return part.type === 'image_url' || part.type === 'input_image';
}

function isText(part) {
    return part.type === 'text' || part.type === 'input_text' || part.type === 'output_text';
}

function saidOf(part) {
    return part.text || '';
}

function turnsOf(body) {
    return body.messages;
}

function userOf(body) {
    return String(body.user || '');
}

function mostOf(body) {
    return body.max_completion_tokens || body.max_tokens || 0;
}

function effortOf(body) {
    return String(body.reasoning_effort || '');
}

function wantsJson(body) {
    var format = body.response_format ? body.response_format.type : '';
    return format === 'json_object' || format === 'json_schema';
}

function labelsOf(facts) {
    return facts.body.metadata;
}

function imagesOf(body) {
    var count = 0;
    body.messages.forEach(function (message) { count += partsOf(message).filter(isImage).length; });
    return count;
}

function toolsOf(body) {
    return (body.tools || []).map(function (tool) { return tool.function || {}; }).concat(body.functions || []);
}

function toolNamesOf(body) {
    return toolsOf(body).map(function (tool) { return tool.name || ''; });
}

// About how many tokens a request has: there is no tokenizer here.
function tokens(facts) {
    if (facts.counted < 0) {
        var count = 3;
        facts.body.messages.forEach(function (message) {
            count += 3;
            partsOf(message).forEach(function (part) {
                count += isText(part) ? estimated(part.text || '') : isImage(part) ? 765 : 0;
            });
            (message.tool_calls || []).forEach(function (call) { count += 3 + estimated(JSON.stringify(call.function || {})); });
        });
        toolsOf(facts.body).forEach(function (tool) { count += 12 + estimated(JSON.stringify(tool)); });
        facts.counted = Math.round(count);
    }
    return facts.counted;
}
