package io.signalbox.engine.cli.prove;

import io.signalbox.engine.chat.Message;
import io.signalbox.engine.workspace.SuiteCase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A request of a proof while it is put together. Belongs to one thread.
final class ProofDraft {
  private static final String PICTURE = "data:image/png;base64,iVBORw0KGgo=";

  private final List<String> names = new ArrayList<>();
  private final Map<String, Object> members = new LinkedHashMap<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final List<Message> earlier = new ArrayList<>();
  private String text = "When are you open?";
  private String system = "";
  private int images;
  private final List<String> tools = new ArrayList<>();

  /// What is special of it.
  ProofDraft named(String name) {
    names.add(name);
    return this;
  }

  ProofDraft label(String key, String value) {
    metadata.put(key, value);
    return this;
  }

  ProofDraft header(String name, String value) {
    headers.put(name.toLowerCase(Locale.ROOT), value);
    return this;
  }

  ProofDraft member(String name, Object value) {
    members.put(name, value);
    return this;
  }

  ProofDraft text(String other) {
    text = other;
    return this;
  }

  ProofDraft system(String other) {
    system = other;
    return this;
  }

  ProofDraft images(long count) {
    images = Math.clamp(count, 0, 20);
    return this;
  }

  ProofDraft tool(String name) {
    tools.add(name);
    return this;
  }

  ProofDraft earlier(List<Message> messages) {
    earlier.addAll(messages);
    return this;
  }

  /// The request of a suite's case.
  static ProofDraft of(SuiteCase test) {
    var asked = test.request();
    var draft = new ProofDraft().named(test.name());
    List<Message> all = asked.messages();
    draft.earlier(all.subList(0, Math.max(0, all.size() - 1)));
    draft.text(all.isEmpty() ? "" : all.getLast().text()).images(asked.images());
    asked.metadata().forEach(draft::label);
    asked.headers().forEach(draft::header);
    asked.tools().forEach(draft::tool);
    asked.user().ifPresent(user -> draft.member("user", user));
    asked.conversation().ifPresent(id -> draft.header("x-session-id", id));
    asked.maxTokens().ifPresent(most -> draft.member("max_tokens", most));
    if (!asked.model().isEmpty()) {
      draft.member("model", asked.model());
    }
    if (asked.stream()) {
      draft.member("stream", true);
    }
    return asked.json() ? draft.member("response_format", Map.of("type", "json_object")) : draft;
  }

  ProofRequest done() {
    var body = new LinkedHashMap<String, Object>();
    body.put("model", "any");
    body.putAll(members);
    body.put("messages", messages());
    if (!metadata.isEmpty()) {
      body.put("metadata", metadata);
    }
    if (!tools.isEmpty()) {
      body.put("tools", tools.stream().map(ProofDraft::tool_).toList());
    }
    String name = names.isEmpty() ? "a plain question" : String.join("; ", names);
    return new ProofRequest(name, body, headers, Map.of());
  }

  private static Map<String, Object> tool_(String name) {
    var parameters = Map.of("type", "object", "properties", Map.of());
    return Map.of("type", "function", "function", Map.of("name", name, "parameters", parameters));
  }

  private List<Map<String, Object>> messages() {
    var all = new ArrayList<Map<String, Object>>();
    if (!system.isEmpty()) {
      all.add(Map.of("role", "system", "content", system));
    }
    earlier.forEach(each ->
        all.add(
            Map.of("role", each.role().name().toLowerCase(Locale.ROOT), "content", each.text())));
    var parts = new ArrayList<Map<String, Object>>();
    parts.add(Map.of("type", "text", "text", text));
    for (int i = 0; i < images; i++) {
      parts.add(Map.of("type", "image_url", "image_url", Map.of("url", PICTURE)));
    }
    all.add(Map.of("role", "user", "content", images == 0 ? text : parts));
    return all;
  }
}
