package io.signalbox.app.tryout;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.chat.Sampling;
import io.signalbox.engine.chat.Tool;
import io.signalbox.engine.workspace.SuiteCase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A request that somebody composes. Immutable.
///
/// @param earlier what was said before the prompt, in order, the system prompt not among it
/// @param prompt the user's message
/// @param system the system prompt; may be empty
/// @param model what the client asks for; empty: the graph itself
/// @param app the app whose key it comes with; empty: none
/// @param metadata labels of the request, in their order
/// @param images what is attached, as `data:` addresses
/// @param tools the functions offered
/// @param sampling what is asked of the answer
/// @param variables what stands for each `{{name}}`
/// @param supposed the world that it meets, unless it is run live
public record RequestDraft(
    List<Message> earlier,
    String prompt,
    String system,
    String model,
    String app,
    Map<String, String> metadata,
    List<Attachment> images,
    List<Tool> tools,
    Sampling sampling,
    Map<String, String> variables,
    SuiteCase.Fixture supposed) {
  /// Nothing yet.
  public static final RequestDraft NOTHING = of("", Map.of());

  public RequestDraft {
    earlier = List.copyOf(earlier);
    metadata = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    images = List.copyOf(images);
    tools = List.copyOf(tools);
    variables = Map.copyOf(variables);
  }

  /// A picture to send along.
  ///
  /// @param name the file's name
  /// @param mediaType `image/png`, `image/jpeg` …
  /// @param base64 its bytes
  public record Attachment(String name, String mediaType, String base64) {}

  /// A prompt with labels.
  public static RequestDraft of(String prompt, Map<String, String> metadata) {
    return new RequestDraft(
        List.of(),
        prompt,
        "",
        "",
        "",
        metadata,
        List.of(),
        List.of(),
        Sampling.defaults(),
        Map.of(),
        SuiteCase.Fixture.NOTHING);
  }

  /// A conversation as it can be composed: its system prompts become one, and if its last turn is
  /// the user's, the text of that is the prompt.
  public static RequestDraft of(List<Message> messages, Map<String, String> metadata) {
    return RequestOfDraft.back(messages, metadata);
  }

  /// The same after other turns.
  public RequestDraft withEarlier(List<Message> other) {
    return new RequestDraft(
        other, prompt, system, model, app, metadata, images, tools, sampling, variables, supposed);
  }

  /// The same with another prompt.
  public RequestDraft withPrompt(String other) {
    return new RequestDraft(
        earlier, other, system, model, app, metadata, images, tools, sampling, variables, supposed);
  }

  /// The same with another system prompt.
  public RequestDraft withSystem(String other) {
    return new RequestDraft(
        earlier, prompt, other, model, app, metadata, images, tools, sampling, variables, supposed);
  }

  /// The same asking for another model.
  public RequestDraft withModel(String other) {
    return new RequestDraft(
        earlier, prompt, system, other, app, metadata, images, tools, sampling, variables,
        supposed);
  }

  /// The same from another app.
  public RequestDraft withApp(String other) {
    return new RequestDraft(
        earlier, prompt, system, model, other, metadata, images, tools, sampling, variables,
        supposed);
  }

  /// The same with other labels.
  public RequestDraft withMetadata(Map<String, String> other) {
    return new RequestDraft(
        earlier, prompt, system, model, app, other, images, tools, sampling, variables, supposed);
  }

  /// The same with other pictures.
  public RequestDraft withImages(List<Attachment> other) {
    return new RequestDraft(
        earlier, prompt, system, model, app, metadata, other, tools, sampling, variables, supposed);
  }

  /// The same offering other functions.
  public RequestDraft withTools(List<Tool> other) {
    return new RequestDraft(
        earlier, prompt, system, model, app, metadata, images, other, sampling, variables,
        supposed);
  }

  /// The same asking something else of the answer.
  public RequestDraft withSampling(Sampling other) {
    return new RequestDraft(
        earlier, prompt, system, model, app, metadata, images, tools, other, variables, supposed);
  }

  /// The same with other values for what stands between braces.
  public RequestDraft withVariables(Map<String, String> other) {
    return new RequestDraft(
        earlier, prompt, system, model, app, metadata, images, tools, sampling, other, supposed);
  }

  /// The same in another world.
  public RequestDraft supposing(SuiteCase.Fixture other) {
    return new RequestDraft(
        earlier, prompt, system, model, app, metadata, images, tools, sampling, variables, other);
  }

  /// The next turn of the conversation, after an answer to this one.
  public RequestDraft after(String answer) {
    return RequestOfDraft.after(this, answer);
  }

  /// The request itself.
  public ChatRequest request() {
    return RequestOfDraft.of(this);
  }

  /// Who asks.
  public Client client() {
    return new Client(app, "", Map.of(), Placeholders.filled(metadata, variables));
  }

  /// Whether it meets another world than the real one.
  public boolean isSupposing() {
    return !supposed.equals(SuiteCase.Fixture.NOTHING);
  }

  /// Whether there is nothing to ask.
  public boolean isBlank() {
    return prompt.isBlank()
        && images.isEmpty()
        && (earlier.isEmpty() || earlier.getLast().role() == Role.ASSISTANT);
  }
}
