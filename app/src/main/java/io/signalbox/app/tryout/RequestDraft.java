package io.signalbox.app.tryout;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.chat.Tool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A request that somebody composes. Immutable.
///
/// @param prompt the user's message
/// @param system the system prompt; may be empty
/// @param model what the client asks for; empty: the graph itself
/// @param app the app whose key it comes with; empty: none
/// @param metadata labels of the request, in their order
/// @param images what is attached, as `data:` addresses
/// @param tools the functions offered
public record RequestDraft(
    String prompt,
    String system,
    String model,
    String app,
    Map<String, String> metadata,
    List<Attachment> images,
    List<Tool> tools) {
  /// Nothing yet.
  public static final RequestDraft NOTHING = of("", Map.of());

  public RequestDraft {
    metadata = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    images = List.copyOf(images);
    tools = List.copyOf(tools);
  }

  /// A picture to send along.
  ///
  /// @param name the file's name
  /// @param mediaType `image/png`, `image/jpeg` …
  /// @param base64 its bytes
  public record Attachment(String name, String mediaType, String base64) {}

  /// A prompt with labels.
  public static RequestDraft of(String prompt, Map<String, String> metadata) {
    return new RequestDraft(prompt, "", "", "", metadata, List.of(), List.of());
  }

  /// The same with another prompt.
  public RequestDraft withPrompt(String other) {
    return new RequestDraft(other, system, model, app, metadata, images, tools);
  }

  /// The same with another system prompt.
  public RequestDraft withSystem(String other) {
    return new RequestDraft(prompt, other, model, app, metadata, images, tools);
  }

  /// The same asking for another model.
  public RequestDraft withModel(String other) {
    return new RequestDraft(prompt, system, other, app, metadata, images, tools);
  }

  /// The same from another app.
  public RequestDraft withApp(String other) {
    return new RequestDraft(prompt, system, model, other, metadata, images, tools);
  }

  /// The same with other labels.
  public RequestDraft withMetadata(Map<String, String> other) {
    return new RequestDraft(prompt, system, model, app, other, images, tools);
  }

  /// The same with other pictures.
  public RequestDraft withImages(List<Attachment> other) {
    return new RequestDraft(prompt, system, model, app, metadata, other, tools);
  }

  /// The same offering other functions.
  public RequestDraft withTools(List<Tool> other) {
    return new RequestDraft(prompt, system, model, app, metadata, images, other);
  }

  /// The request itself.
  public ChatRequest request() {
    return RequestOfDraft.of(this);
  }

  /// Who asks.
  public Client client() {
    return new Client(app, "", Map.of(), metadata);
  }

  /// Whether there is nothing to ask.
  public boolean isBlank() {
    return prompt.isBlank() && images.isEmpty();
  }
}
