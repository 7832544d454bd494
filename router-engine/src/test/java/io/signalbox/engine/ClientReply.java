package io.signalbox.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a client of a dialect understands of a reply. Whatever a dialect says twice in a stream
/// must be the same both times.
///
/// @param speech the client's dialect
/// @param stream whether the client asked for a stream
record ClientReply(ClientSpeech speech, boolean stream, Rig.Reply reply) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// The words of a whole answer, however it came.
  String text() {
    assertWhole();
    return switch (speech) {
      case CHAT ->
          stream
              ? joined("/choices/0/delta/content")
              : at(body(), "/choices/0/message/content").asString("");
      case MESSAGES -> stream ? joined("/delta/text") : each(body().path("content"), "text");
      case RESPONSES -> stream ? told("response.output_text", "text") : said(body());
      case GENERATE -> each(parts(), "text");
    };
  }

  /// The arguments of the one tool that is called.
  String arguments() {
    assertWhole();
    return switch (speech) {
      case CHAT ->
          stream
              ? joined("/choices/0/delta/tool_calls/0/function/arguments")
              : at(body(), "/choices/0/message/tool_calls/0/function/arguments").asString();
      case MESSAGES ->
          stream ? joined("/delta/partial_json") : at(body(), "/content/0/input").toString();
      case RESPONSES ->
          stream
              ? told("response.function_call_arguments", "arguments")
              : at(body(), "/output/0/arguments").asString();
      case GENERATE ->
          parts().stream()
              .filter(part -> part.has("functionCall"))
              .map(part -> at(part, "/functionCall/args").toString())
              .collect(Collectors.joining());
    };
  }

  /// The parts of the first candidate, in however many pieces it came.
  private List<JsonNode> parts() {
    return (stream ? events() : List.of(body()))
        .stream().flatMap(piece -> at(piece, "/candidates/0/content/parts").valueStream()).toList();
  }

  /// The tokens of the prompt and of the answer.
  List<Integer> usage() {
    JsonNode told =
        switch (speech) {
          case CHAT -> stream ? events().getLast().path("usage") : body().path("usage");
          case MESSAGES ->
              stream ? events().get(events().size() - 2).path("usage") : body().path("usage");
          case RESPONSES ->
              stream ? at(events().getLast(), "/response/usage") : body().path("usage");
          case GENERATE -> (stream ? events().getLast() : body()).path("usageMetadata");
        };
    if (speech == ClientSpeech.GENERATE) {
      return List.of(
          told.path("promptTokenCount").asInt(), told.path("candidatesTokenCount").asInt());
    }
    boolean chat = speech == ClientSpeech.CHAT;
    return List.of(
        told.path(chat ? "prompt_tokens" : "input_tokens").asInt(),
        told.path(chat ? "completion_tokens" : "output_tokens").asInt());
  }

  /// An answer, from its beginning to an end that the dialect knows.
  private void assertWhole() {
    assertEquals(200, reply.status(), reply.body());
    assertEquals(stream ? "text/event-stream" : "application/json", type());
    if (!stream) {
      return;
    }
    List<JsonNode> events = events();
    switch (speech) {
      case CHAT -> assertTrue(reply.isDone(), reply.body());
      case MESSAGES -> {
        assertEquals("message_start", events.getFirst().path("type").asString(), reply.body());
        assertEquals("message_stop", events.getLast().path("type").asString(), reply.body());
      }
      case RESPONSES -> {
        assertEquals("response.created", events.getFirst().path("type").asString(), reply.body());
        assertEquals("response.completed", events.getLast().path("type").asString(), reply.body());
      }
      case GENERATE -> {
        long ends = events.stream().filter(event -> !reason(event).isEmpty()).count();
        assertEquals(1, ends, reply.body());
        assertFalse(reason(events.getLast()).isEmpty(), reply.body());
      }
    }
  }

  private static String reason(JsonNode piece) {
    return at(piece, "/candidates/0/finishReason").asString("");
  }

  /// Refuses an answer: the status and the message in the dialect's own form, never as a stream.
  void assertRefused(int status, String message) {
    assertEquals(status, reply.status(), reply.body());
    assertEquals("application/json", type());
    JsonNode error = body().path("error");
    assertEquals(message, error.path("message").asString(), reply.body());
    String kind = speech == ClientSpeech.GENERATE ? "status" : "type";
    assertFalse(error.path(kind).asString("").isEmpty(), reply.body());
    assertEquals(speech == ClientSpeech.MESSAGES, body().has("type"), reply.body());
    assertEquals("false", reply.header("x-should-retry"));
  }

  /// The message of an error.
  String error() {
    assertEquals("application/json", type());
    return at(body(), "/error/message").asString();
  }

  private String type() {
    return reply.header("content-type").replaceFirst(";.*", "").strip();
  }

  private JsonNode body() {
    return JSON.readTree(reply.body());
  }

  private static JsonNode at(JsonNode node, String path) {
    return node.at(path);
  }

  private List<JsonNode> events() {
    return reply
        .body()
        .lines()
        .filter(line -> line.startsWith("data: {"))
        .map(line -> JSON.readTree(line.substring("data: ".length())))
        .toList();
  }

  private String joined(String path) {
    return events().stream()
        .map(event -> at(event, path).asString(""))
        .collect(Collectors.joining());
  }

  private static String each(Iterable<JsonNode> list, String member) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(one -> one.path(member).asString(""))
        .collect(Collectors.joining());
  }

  /// The words of a response.
  private static String said(JsonNode response) {
    return StreamSupport.stream(response.path("output").spliterator(), false)
        .map(item -> each(item.path("content"), "text"))
        .collect(Collectors.joining());
  }

  /// The pieces, which the ends of the piece and of the whole must repeat.
  private String told(String type, String member) {
    String pieces = ofType(type + ".delta", "delta");
    assertEquals(pieces, ofType(type + ".done", member), reply.body());
    JsonNode last = events().getLast().path("response");
    String whole = member.equals("text") ? said(last) : at(last, "/output/0/arguments").asString();
    assertEquals(pieces, whole, reply.body());
    return pieces;
  }

  private String ofType(String type, String member) {
    return events().stream()
        .filter(event -> event.path("type").asString("").equals(type))
        .map(event -> event.path(member).asString())
        .collect(Collectors.joining());
  }
}
