package io.signalbox.engine.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.dialect.kit.Translation;
import io.signalbox.engine.exchange.answer.AnswerLosses;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.ClientDialect.ReplyHead;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the trace says that a client was not told of an answer: each kind of piece that only its
/// provider's dialect has, for a client of every other dialect, and none for the provider's own.
final class AnswerNotesTest {
  private static final List<String> CLIENTS =
      List.of("openai", "anthropic", "responses", "gemini", "ollama");
  private static final String TOOLS = "the provider's own tools and what they found";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          anthropic | text     | {"type":"text","text":"It rains.","citations":[{"type":"web_search_result_location","url":"https://a.example"}]} | citations
          anthropic | content  | {"type":"server_tool_use","id":"s1","name":"web_search","input":{}} | TOOLS
          anthropic | content  | {"type":"web_search_tool_result","tool_use_id":"s1","content":[]} | TOOLS
          anthropic | content  | {"type":"mcp_tool_use","id":"m1","name":"x","server_name":"s","input":{}} | TOOLS
          anthropic | content  | {"type":"mcp_tool_listing","server_name":"s","tools":[]} | TOOLS
          anthropic | content  | {"type":"thinking","thinking":"Hm.","signature":"c2ln"} | -
          openai    | message  | "annotations":[{"type":"url_citation","url_citation":{"url":"https://a.example"}}] | citations
          openai    | message  | "images":[{"type":"image_url","image_url":{"url":"data:image/png;base64,iVBO"}}] | pictures or files
          openai    | message  | "audio":{"id":"a","data":"","expires_at":1,"transcript":""} | sound
          openai    | message  | "executed_tools":[{"type":"search"}] | TOOLS
          openai    | message  | "reasoning_content":"Hm." | -
          openai    | beside   | "citations":["https://a.example"] | citations
          openai    | beside   | "search_results":[{"url":"https://a.example"}] | the sources of the answer
          openai    | choice   | "logprobs":{"content":[]} | the probabilities of its tokens
          responses | part     | "annotations":[{"type":"url_citation","url":"https://a.example"}] | citations
          responses | item     | {"type":"web_search_call","id":"ws_1","status":"completed"} | TOOLS
          responses | item     | {"type":"image_generation_call","id":"ig_1","status":"completed","result":"iVBO"} | TOOLS
          responses | item     | {"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"Hm."}]} | -
          gemini    | parts    | {"inlineData":{"mimeType":"image/png","data":"iVBO"}} | pictures or files
          gemini    | parts    | {"executableCode":{"language":"PYTHON","code":"1"}} | code that the provider ran
          gemini    | parts    | {"toolCall":{"toolType":"GOOGLE_SEARCH_WEB","id":"t1","args":{}}} | TOOLS
          gemini    | parts    | {"toolResponse":{"toolType":"GOOGLE_SEARCH_WEB","id":"t1","response":{}}} | TOOLS
          gemini    | candidate| "groundingMetadata":{"webSearchQueries":["x"]} | the sources of the answer
          gemini    | candidate| "citationMetadata":{"citationSources":[]} | citations
          gemini    | candidate| "avgLogprobs":-0.1 | -
          gemini    | parts    | {"text":"Hm.","thought":true} | -
          bedrock   | content  | {"citationsContent":{"content":[{"text":"It snows."}],"citations":[]}} | citations
          cohere    | message  | "citations":[{"start":0,"end":2,"text":"It"}] | citations
          """)
  void pieceIsNamedForClientsOfOtherDialects(
      String provider, String where, String piece, String note) {
    var read =
        Translation.of(
            Dialects.provider(provider),
            false,
            Set.of(),
            answer(provider, where, piece).getBytes(StandardCharsets.UTF_8));
    assertEquals(Optional.empty(), read.failure());
    for (String client : CLIENTS) {
      boolean beside = where.equals("beside") || where.equals("choice");
      boolean told = note.equals("-") || (client.equals(provider) && !beside);
      String words = note.equals("TOOLS") ? TOOLS : note;
      List<String> expected =
          told
              ? List.of()
              : List.of(
                  "Of the answer, the client's API has no place for " + words + ": left out.");
      assertEquals(expected, notes(read, Dialects.client(client)), client);
    }
  }

  private static List<String> notes(Translation read, ClientDialect client) {
    var losses = new AnswerLosses();
    losses.passedOn(read.events(), client.writer(new ReplyHead("r1", 1, "m", false, true))::tells);
    return losses.all();
  }

  @Test
  void whatIsCitedIsSaidByBedrock() {
    var piece = "{\"citationsContent\":{\"content\":[{\"text\":\"It snows.\"}],\"citations\":[]}}";
    assertTrue(told("bedrock", "content", piece, "openai").contains("It snows."));
  }

  @Test
  void citationsOfResponsesReachItsOwnClients() {
    String piece = "\"annotations\":[{\"type\":\"url_citation\",\"url\":\"https://a.example\"}]";
    assertTrue(
        told("responses", "part", piece, "responses").contains("\"url\":\"https://a.example\""));
  }

  /// Two parts, and a message after them: places are counted in characters, not in UTF-16.
  @Test
  void citationsOfSeveralTextsPointIntoTheOneThatIsTold() {
    String answer =
        """
        {"id":"r1","object":"response","model":"m","status":"completed","output":[
         {"type":"message","id":"m1","role":"assistant","status":"completed","content":[
          {"type":"output_text","text":"Rain 🌧.","annotations":[{"type":"url_citation","start_index":0,"end_index":4,"url":"https://a.example"}]},
          {"type":"output_text","text":" Ulm.","annotations":[{"type":"url_citation","start_index":1,"end_index":4,"url":"https://b.example"}]}]},
         {"type":"message","id":"m2","role":"assistant","status":"completed","content":[
          {"type":"output_text","text":"See.","annotations":[{"type":"file_citation","index":3,"file_id":"f"}]}]}]}
        """;
    var read =
        Translation.of(
            Dialects.provider("responses"),
            false,
            Set.of(),
            answer.getBytes(StandardCharsets.UTF_8));
    String said =
        new String(read.told(Dialects.client("responses"), false), StandardCharsets.UTF_8);
    JsonNode part = JsonMapper.shared().readTree(said).at("/output/0/content/0");
    assertEquals("Rain 🌧. Ulm.\n\nSee.", part.path("text").asString());
    JsonNode notes = part.path("annotations");
    assertEquals(
        List.of(0, 8, 17),
        List.of(
            notes.at("/0/start_index").asInt(),
            notes.at("/1/start_index").asInt(),
            notes.at("/2/index").asInt()));
    assertEquals(11, notes.at("/1/end_index").asInt());
    assertEquals(3, notes.size());
  }

  private static String told(String provider, String where, String piece, String client) {
    byte[] bytes = answer(provider, where, piece).getBytes(StandardCharsets.UTF_8);
    var read = Translation.of(Dialects.provider(provider), false, Set.of(), bytes);
    return new String(read.told(Dialects.client(client), false), StandardCharsets.UTF_8);
  }

  /// A whole answer with a piece at one place.
  private static String answer(String provider, String where, String piece) {
    String form =
        switch (provider) {
          case "anthropic" ->
              """
              {"id":"m1","type":"message","role":"assistant","model":"m","content":[<content>
               <text>],"stop_reason":"end_turn","usage":{"input_tokens":1,"output_tokens":1}}
              """;
          case "openai" ->
              """
              {"id":"c1","model":"m","choices":[{"index":0,<choice>"message":{<message>"role":"assistant",
               "content":"It rains."},"finish_reason":"stop"}],<beside>"object":"chat.completion"}
              """;
          case "responses" ->
              """
              {"id":"r1","object":"response","model":"m","status":"completed","output":[<item>
               {"type":"message","id":"msg_1","role":"assistant","status":"completed","content":[
                 {<part>"type":"output_text","text":"It rains."}]}]}
              """;
          case "gemini" ->
              """
              {"candidates":[{<candidate>"content":{"role":"model","parts":[<parts>{"text":"It rains."}]},
               "finishReason":"STOP"}],"modelVersion":"m"}
              """;
          case "bedrock" ->
              """
              {"output":{"message":{"role":"assistant","content":[<content>{"text":"It rains."}]}},
               "stopReason":"end_turn","usage":{"inputTokens":1,"outputTokens":1}}
              """;
          case "cohere" ->
              """
              {"id":"c1","finish_reason":"COMPLETE","message":{<message>"role":"assistant",
               "content":[{"type":"text","text":"It rains."}]}}
              """;
          default -> throw new AssertionError(provider);
        };
    String text = where.equals("text") ? piece : "{\"type\":\"text\",\"text\":\"It rains.\"}";
    return form.replace("<text>", text)
        .replace("<" + where + ">", piece + ",")
        .replaceAll("<[a-z]+>", "");
  }
}
