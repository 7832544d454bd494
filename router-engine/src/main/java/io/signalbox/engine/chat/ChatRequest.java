package io.signalbox.engine.chat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// A question to a model, in no provider's words. Immutable.
///
/// @param model the model or graph that the client asked for; empty if it named none
/// @param messages the conversation, system prompts included, oldest first
/// @param tools the functions offered
/// @param toolChoice how free the model is in calling them
/// @param parallelToolCalls whether several calls may come in one answer; empty: the default
/// @param sampling how the answer is drawn
/// @param format the form of the answer
/// @param stream whether the client wants the answer as it is made
/// @param streamUsage whether the client asked for usage at the end of a stream
/// @param metadata the client's own labels
/// @param user the client's id of its end user
/// @param extras members of the body that this record has no place for
/// @param begun what an earlier model has said of this answer, which is to be continued right
///   there; empty if the answer has not begun
/// @param operation what the model is to do with the messages
public record ChatRequest(
    String model,
    List<Message> messages,
    List<Tool> tools,
    ToolChoice toolChoice,
    Optional<Boolean> parallelToolCalls,
    Sampling sampling,
    ResponseFormat format,
    boolean stream,
    boolean streamUsage,
    Map<String, String> metadata,
    Optional<String> user,
    Extras extras,
    String begun,
    Operation operation) {
  public ChatRequest {
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
    metadata = Map.copyOf(metadata);
  }

  /// A question whose answer has not begun.
  public ChatRequest(
      String model,
      List<Message> messages,
      List<Tool> tools,
      ToolChoice toolChoice,
      Optional<Boolean> parallelToolCalls,
      Sampling sampling,
      ResponseFormat format,
      boolean stream,
      boolean streamUsage,
      Map<String, String> metadata,
      Optional<String> user,
      Extras extras) {
    this(
        model,
        messages,
        tools,
        toolChoice,
        parallelToolCalls,
        sampling,
        format,
        stream,
        streamUsage,
        metadata,
        user,
        extras,
        "",
        new Operation.Chat());
  }

  /// A single question without tools, for prompts that a person types.
  public static ChatRequest ofText(String model, String text) {
    return ofMessages(model, List.of(Message.of(Role.USER, text)));
  }

  /// A conversation with everything else as the provider likes.
  public static ChatRequest ofMessages(String model, List<Message> messages) {
    return new ChatRequest(
        model,
        messages,
        List.of(),
        new ToolChoice.Auto(),
        Optional.empty(),
        Sampling.defaults(),
        new ResponseFormat.Text(),
        false,
        false,
        Map.of(),
        Optional.empty(),
        Extras.NONE);
  }

  /// The last message of the user as text; empty if there is none.
  public String lastUserText() {
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (messages.get(i).role() == Role.USER && !messages.get(i).text().isEmpty()) {
        return messages.get(i).text();
      }
    }
    return "";
  }

  /// All system and developer prompts, joined by an empty line.
  public String systemText() {
    return messages.stream()
        .filter(message -> message.role() == Role.SYSTEM || message.role() == Role.DEVELOPER)
        .map(Message::text)
        .collect(java.util.stream.Collectors.joining("\n\n"));
  }

  /// How many pictures the conversation holds, those that tools have shown among them.
  public int images() {
    int images = 0;
    for (Message message : messages) {
      images += Part.images(message.parts());
    }
    return images;
  }

  /// Whether something holds for every part of the conversation, not for what stands in them.
  public boolean everyPart(Predicate<Part> holds) {
    for (Message message : messages) {
      if (!message.everyPart(holds)) {
        return false;
      }
    }
    return true;
  }

  /// The same question with another conversation.
  public ChatRequest withMessages(List<Message> other) {
    return new ChatRequest(
        model,
        other,
        tools,
        toolChoice,
        parallelToolCalls,
        sampling,
        format,
        stream,
        streamUsage,
        metadata,
        user,
        extras,
        begun,
        operation);
  }

  /// The same question with other tools.
  public ChatRequest withTools(List<Tool> other, ToolChoice choice, Optional<Boolean> parallel) {
    return new ChatRequest(
        model,
        messages,
        other,
        choice,
        parallel,
        sampling,
        format,
        stream,
        streamUsage,
        metadata,
        user,
        extras,
        begun,
        operation);
  }

  /// The same question whose answer is to have another form.
  public ChatRequest withFormat(ResponseFormat other) {
    return new ChatRequest(
        model,
        messages,
        tools,
        toolChoice,
        parallelToolCalls,
        sampling,
        other,
        stream,
        streamUsage,
        metadata,
        user,
        extras,
        begun,
        operation);
  }

  /// The same question under another model's name.
  public ChatRequest withModel(String other) {
    return new ChatRequest(
        other,
        messages,
        tools,
        toolChoice,
        parallelToolCalls,
        sampling,
        format,
        stream,
        streamUsage,
        metadata,
        user,
        extras,
        begun,
        operation);
  }

  /// The same question, drawn differently.
  public ChatRequest withSampling(Sampling other) {
    return new ChatRequest(
        model,
        messages,
        tools,
        toolChoice,
        parallelToolCalls,
        other,
        format,
        stream,
        streamUsage,
        metadata,
        user,
        extras,
        begun,
        operation);
  }

  /// The same question with these labels.
  public ChatRequest withMetadata(Map<String, String> other) {
    return new ChatRequest(
        model,
        messages,
        tools,
        toolChoice,
        parallelToolCalls,
        sampling,
        format,
        stream,
        streamUsage,
        other,
        user,
        extras,
        begun,
        operation);
  }

  /// The same question of another end user.
  public ChatRequest withUser(Optional<String> other) {
    return new ChatRequest(
        model,
        messages,
        tools,
        toolChoice,
        parallelToolCalls,
        sampling,
        format,
        stream,
        streamUsage,
        metadata,
        other,
        extras,
        begun,
        operation);
  }

  /// The same question with other members that this record has no place for.
  public ChatRequest withExtras(Extras other) {
    return new ChatRequest(
        model,
        messages,
        tools,
        toolChoice,
        parallelToolCalls,
        sampling,
        format,
        stream,
        streamUsage,
        metadata,
        user,
        other,
        begun,
        operation);
  }

  /// The same question, streamed or whole.
  public ChatRequest withStream(boolean streamed, boolean usage) {
    return new ChatRequest(
        model,
        messages,
        tools,
        toolChoice,
        parallelToolCalls,
        sampling,
        format,
        streamed,
        usage,
        metadata,
        user,
        extras,
        begun,
        operation);
  }

  /// The same question, of whose answer so much has been said: a model goes on there.
  public ChatRequest withBegun(String said) {
    return new ChatRequest(
        model,
        messages,
        tools,
        toolChoice,
        parallelToolCalls,
        sampling,
        format,
        stream,
        streamUsage,
        metadata,
        user,
        extras,
        said,
        operation);
  }

  /// The same messages for another purpose.
  public ChatRequest withOperation(Operation other) {
    return new ChatRequest(
        model,
        messages,
        tools,
        toolChoice,
        parallelToolCalls,
        sampling,
        format,
        stream,
        streamUsage,
        metadata,
        user,
        extras,
        begun,
        other);
  }

  /// What is wanted of vectors; empty if an answer in words is.
  public Optional<Operation.Embedding> embedding() {
    return operation instanceof Operation.Embedding wanted ? Optional.of(wanted) : Optional.empty();
  }
}
