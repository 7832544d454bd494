package io.signalbox.plugins.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Extras;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What real clients send reaches each provider in a form that it takes, and the trace names what
/// was changed, and nothing else.
final class FittedRequestsTest {
  private static final String LOOP =
      """
      {"model":"m","max_tokens":32000,"messages":[
       {"role":"user","content":"Look."},
       {"role":"assistant","content":[
        {"type":"thinking","thinking":"I must look.","signature":""},
        {"type":"tool_use","id":"call_1","name":"look","input":{}}]},
       {"role":"user","content":[
        {"type":"tool_result","tool_use_id":"call_1","content":"seen"}]}]}
      """;

  @Test
  void thinkingOfAToolLoopGoesBackToProvidersThatRefuseTheNextCallWithoutIt() {
    for (String model : List.of("deepseek/deepseek-reasoner", "moonshot/kimi-k2-thinking")) {
      Outgoing sent = Outgoing.of("anthropic", LOOP, model);
      assertEquals("I must look.", sent.body().at("/messages/1/reasoning_content").asString());
      assertEquals(List.of(), sent.losses());
    }
  }

  @Test
  void thinkingGoesBackUnderTheNameThatTheServerHasForIt() {
    for (String model : List.of("qwen/qwen3-max", "vllm/any", "llamacpp/any")) {
      Outgoing sent = Outgoing.of("anthropic", LOOP, model);
      assertEquals(
          "I must look.", sent.body().at("/messages/1/reasoning_content").asString(), model);
    }
    for (String model : List.of("groq/openai/gpt-oss-20b", "openrouter/x/y", "ollama/gpt-oss")) {
      Outgoing sent = Outgoing.of("anthropic", LOOP, model);
      assertEquals("I must look.", sent.body().at("/messages/1/reasoning").asString(), model);
    }
    Outgoing sent = Outgoing.of("anthropic", LOOP, "mistral/mistral-large-latest");
    assertEquals("[role, content, tool_calls]", names(sent, "/messages/1"));
    assertEquals(List.of("messages: earlier reasoning was left out"), sent.losses());
  }

  private static String names(Outgoing sent, String path) {
    return sent.body().at(path).propertyNames().toString();
  }

  @Test
  void answersWithoutThinkingHaveAnEmptyOneForDeepSeek() {
    String body =
        """
        {"model":"m","messages":[{"role":"user","content":"a"},
         {"role":"assistant","content":"b"},{"role":"user","content":"c"}]}
        """;
    Outgoing sent = Outgoing.of("openai", body, "deepseek/deepseek-reasoner");
    assertTrue(sent.body().at("/messages/1/reasoning_content").isString());
    assertFalse(sent.call().verbatim());
    assertTrue(Outgoing.of("openai", body, "deepseek/deepseek-chat").call().verbatim());
  }

  @Test
  void limitOfTheAnswerIsTheModelsOwnAtMost() {
    Outgoing sent = Outgoing.of("anthropic", LOOP, "openai/gpt-4o");
    assertEquals(16_384, sent.body().path("max_completion_tokens").asInt());
    assertTrue(
        sent.losses()
            .contains("max_tokens: the model answers with at most 16384 tokens, not 32000"),
        sent.losses()::toString);
    String chat =
        "{\"model\":\"m\",\"max_tokens\":32000,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";
    assertEquals(
        16_384,
        Outgoing.of("openai", chat, "openai/gpt-4o").body().path("max_completion_tokens").asInt());
    Outgoing fits = Outgoing.of("openai", chat, "openai/gpt-4.1");
    assertTrue(fits.call().verbatim());
    assertEquals(List.of(), fits.losses());
  }

  @Test
  void limitHasTheNameThatTheModelKnows() {
    String older = chat("\"max_tokens\":9");
    String newer = chat("\"max_completion_tokens\":9");
    for (String model : List.of("openai/o4-mini", "openai/gpt-5", "openai/gpt-5.1")) {
      Outgoing sent = Outgoing.of("openai", older, model);
      assertEquals(9, sent.body().path("max_completion_tokens").asInt(), model);
      assertFalse(sent.body().has("max_tokens"), model);
      assertEquals(List.of(), sent.losses(), model);
    }
    for (String model :
        List.of("mistral/codestral-latest", "llamacpp/x", "deepseek/deepseek-chat")) {
      Outgoing sent = Outgoing.of("openai", newer, model);
      assertEquals(9, sent.body().path("max_tokens").asInt(), model);
      assertFalse(sent.body().has("max_completion_tokens"), model);
    }
  }

  @Test
  void strictProvidersGetNoMemberThatTheyDoNotKnow() {
    String body =
        chat(
            "\"user\":\"u\",\"store\":false,\"service_tier\":\"flex\",\"logprobs\":null,"
                + "\"top_k\":3,\"seed\":4");
    Outgoing mistral = Outgoing.of("openai", body, "mistral/mistral-large-latest");
    assertEquals("[model, messages, random_seed, top_k]", names(mistral, ""));
    assertEquals(
        List.of(
            "user: not supported by the provider", "service_tier: not supported by the provider"),
        mistral.losses());
    Outgoing groq = Outgoing.of("openai", body, "groq/llama-3.1-8b-instant");
    assertEquals("[model, messages, seed, user, store, service_tier]", names(groq, ""));
    Outgoing openai = Outgoing.of("openai", body, "openai/gpt-4o");
    assertFalse(openai.body().has("top_k"));
    assertEquals(List.of("top_k: not supported by the provider"), openai.losses());
    assertTrue(Outgoing.of("openai", body, "vllm/any").call().verbatim());
  }

  @Test
  void strictProvidersGetNoMemberInMessagesThatTheyDoNotKnow() {
    String body =
        """
        {"model":"m","messages":[{"role":"user","content":"a","name":"Ann"},
         {"role":"assistant","content":"b","refusal":null,"annotations":[],"reasoning_content":null},
         {"role":"assistant","content":null,"refusal":"No."},
         {"role":"user","content":"c"}]}
        """;
    Outgoing mistral = Outgoing.of("openai", body, "mistral/mistral-large-latest");
    for (var message : mistral.body().path("messages")) {
      assertEquals("[role, content]", message.propertyNames().toString());
    }
    assertEquals("No.", mistral.body().at("/messages/2/content").asString());
    assertEquals(List.of("messages: `name` is not supported by the provider"), mistral.losses());
    Outgoing openai = Outgoing.of("openai", body, "openai/gpt-4o");
    assertEquals("[role, content, name]", names(openai, "/messages/0"));
    assertEquals("No.", openai.body().at("/messages/2/refusal").asString());
    assertEquals(List.of(), openai.losses());
  }

  @Test
  void effortIsOneThatTheModelHas() {
    assertEquals("minimal", effort("openai/gpt-5", "none"));
    assertEquals("none", effort("openai/gpt-5.1", "none"));
    assertEquals("high", effort("openai/gpt-5.1", "max"));
    assertEquals("xhigh", effort("openai/gpt-5.4", "max"));
    assertEquals("low", effort("openai/o4-mini", "minimal"));
    assertEquals("", effort("openai/gpt-4.1", "high"));
    assertEquals("", effort("xai/grok-4", "low"));
    assertEquals("xhigh", effort("deepseek/deepseek-reasoner", "xhigh"));
    assertEquals("high", effort("mistral/mistral-small-latest", "low"));
    assertEquals("", effort("openai/gpt-5", "sometimes"));
    assertEquals("whatever", effort("openrouter/x/y", "whatever"));
  }

  @Test
  void effortDependsOnTheModelAndTheWishAlone() {
    for (String other : List.of("", "\"top_k\":3", "\"store\":true")) {
      assertEquals("", effort("openai/gpt-4.1", "high", other), other);
      assertEquals("high", effort("openai/o4-mini", "xhigh", other), other);
    }
    assertEquals(
        List.of("reasoning_effort: the model does not support xhigh, high was sent"),
        Outgoing.of("openai", chat("\"reasoning_effort\":\"xhigh\""), "openai/o4-mini").losses());
    assertEquals(
        List.of(),
        Outgoing.of("openai", chat("\"reasoning_effort\":\"none\""), "xai/grok-4").losses());
  }

  private static String effort(String model, String wish) {
    return effort(model, wish, "");
  }

  private static String effort(String model, String wish, String other) {
    String more = "\"reasoning_effort\":\"" + wish + "\"" + (other.isEmpty() ? "" : "," + other);
    return Outgoing.of("openai", chat(more), model).text("reasoning_effort");
  }

  @Test
  void modelsThatThinkGetNoSampling() {
    String body = chat("\"temperature\":0.3,\"top_p\":1,\"presence_penalty\":0,\"logprobs\":true");
    Outgoing sent = Outgoing.of("openai", body, "openai/gpt-5");
    assertEquals("[model, messages]", names(sent, ""));
    assertEquals(
        List.of(
            "temperature: not supported by the provider",
            "logprobs: not supported by the provider"),
        sent.losses());
    Outgoing calm = Outgoing.of("openai", chat("\"temperature\":0.3"), "openai/gpt-5.1");
    assertTrue(calm.call().verbatim());
    String thinking = chat("\"temperature\":0.3,\"reasoning_effort\":\"low\"");
    assertFalse(Outgoing.of("openai", thinking, "openai/gpt-5.1").body().has("temperature"));
  }

  @Test
  void stopsAreAsManyAsTheModelTakes() {
    String body = chat("\"stop\":[\"a\",\"b\",\"c\",\"d\",\"e\"]");
    Outgoing sent = Outgoing.of("openai", body, "openai/gpt-4o");
    assertEquals(4, sent.body().path("stop").size());
    assertEquals(
        List.of("stop: at most 4 texts are supported, the rest was left out"), sent.losses());
    assertEquals(5, Outgoing.of("openai", body, "vllm/any").body().path("stop").size());
  }

  @Test
  void whatARewriteSetsIsFittedAndWhatTheModelSetsIsNot() {
    ChatRequest request = ChatRequest.ofText("m", "x").withExtras(Extras.NONE.with("top_k", "3"));
    Outgoing rewritten =
        Outgoing.of("", request, Optional.empty(), "openai/gpt-4o", Map.of("top_k", "3"));
    assertFalse(rewritten.body().has("top_k"));
    assertEquals(List.of("top_k: not supported by the provider"), rewritten.losses());
    Outgoing own =
        Outgoing.of(
            "",
            ChatRequest.ofText("m", "x"),
            Optional.empty(),
            "openai/gpt-4o",
            Map.of("top_k", "3"));
    assertEquals(3, own.body().path("top_k").asInt());
  }

  private static final String LATE =
      """
      {"model":"m","max_tokens":9,"system":"Be kind.","messages":[
       {"role":"user","content":"Look."},
       {"role":"assistant","content":[{"type":"tool_use","id":"toolu_1","name":"look","input":{}}]},
       {"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":"seen"}]},
       {"role":"system","content":"Hurry."}]}
      """;

  @Test
  void systemPromptWithinTheConversationIsTheUsersWhereTheModelKnowsOneAtTheStart() {
    String said = "<system-reminder>\nHurry.\n</system-reminder>";
    for (String model : List.of("llamacpp/x", "vllm/x", "ollama/x", "qwen/qwen3-max")) {
      Outgoing sent = Outgoing.of("anthropic", LATE, model);
      assertEquals("[system, user, assistant, tool, user]", roles(sent, "messages"), model);
      assertEquals(said, sent.body().at("/messages/4/content").asString(), model);
      assertEquals(
          List.of("messages: a system prompt within the conversation was sent as the user's"),
          sent.losses());
    }
    Outgoing claude = Outgoing.of("anthropic", LATE, "anthropic/claude-opus-4-5");
    assertEquals("[user, assistant, user]", roles(claude, "messages"));
    assertEquals(said, claude.body().at("/messages/2/content/1/text").asString());
    Outgoing gemini = Outgoing.of("anthropic", LATE, "gemini/gemini-2.5-pro");
    assertEquals(said, gemini.body().at("/contents/2/parts/1/text").asString());
  }

  @Test
  void systemPromptWithinTheConversationStaysWhereTheModelKnowsIt() {
    assertTrue(Outgoing.of("anthropic", LATE, "anthropic/claude-opus-4-8").call().verbatim());
    Outgoing openai = Outgoing.of("anthropic", LATE, "openai/gpt-4o");
    assertEquals("[system, user, assistant, tool, system]", roles(openai, "messages"));
    assertEquals(List.of(), openai.losses());
    ChatRequest request = Outgoing.read("anthropic", LATE);
    Outgoing anew = Outgoing.of(request, "anthropic/claude-opus-4-8");
    assertEquals("[user, assistant, user, system]", roles(anew, "messages"));
    assertEquals(List.of(), anew.losses());
  }

  private static String roles(Outgoing sent, String list) {
    List<String> roles = new java.util.ArrayList<>();
    sent.body().path(list).forEach(each -> roles.add(each.path("role").asString()));
    return roles.toString();
  }

  @Test
  void lastAnswerDoesNotEndWithWhiteSpaceForClaude() {
    String body =
        """
        {"model":"m","max_tokens":9,"messages":[{"role":"user","content":"Count."},
         {"role":"assistant","content":"One, two, "}]}
        """;
    Outgoing sent = Outgoing.of("anthropic", body, "anthropic/claude-haiku-4-5");
    assertEquals("One, two,", sent.body().at("/messages/1/content/0/text").asString());
    assertEquals(List.of("White space at the end of the last answer was left out."), sent.losses());
    String fine = body.replace("two, ", "two,");
    assertTrue(Outgoing.of("anthropic", fine, "anthropic/claude-haiku-4-5").call().verbatim());
  }

  @Test
  void effortOfGeminiAndClaudeIsOneThatTheModelHas() {
    assertEquals("HIGH", level("gemini/gemini-3-pro-preview", "medium"));
    assertEquals("LOW", level("gemini/gemini-3-pro-preview", "none"));
    assertEquals("MEDIUM", level("gemini/gemini-3.1-pro-preview", "medium"));
    assertEquals("MINIMAL", level("gemini/gemini-3-flash-preview", "minimal"));
    assertEquals("high", claude("claude-opus-4-6", "xhigh"));
    assertEquals("max", claude("claude-opus-4-6", "max"));
    assertEquals("xhigh", claude("claude-opus-4-8", "xhigh"));
    String own =
        "{\"model\":\"m\",\"max_tokens\":9000,\"output_config\":{\"effort\":\"max\"},"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";
    Outgoing sent = Outgoing.of("anthropic", own, "anthropic/claude-opus-4-5");
    assertEquals("high", sent.body().at("/output_config/effort").asString());
    assertEquals(
        List.of("The model claude-opus-4-5 does not support the effort `max`: `high` was sent."),
        sent.losses());
  }

  private static String level(String model, String wish) {
    return Outgoing.of("openai", chat("\"reasoning_effort\":\"" + wish + "\""), model)
        .body()
        .at("/generationConfig/thinkingConfig/thinkingLevel")
        .asString("");
  }

  private static String claude(String model, String wish) {
    return Outgoing.of(
            "openai", chat("\"reasoning_effort\":\"" + wish + "\""), "anthropic/" + model)
        .body()
        .at("/output_config/effort")
        .asString("");
  }

  @Test
  void questionBesideResultsIsTheSameInOneMessageAndInSeveral() {
    String start =
        "{\"model\":\"m\",\"max_tokens\":9000,\"thinking\":{\"type\":\"enabled\","
            + "\"budget_tokens\":2000},\"messages\":[{\"role\":\"user\",\"content\":\"a\"},"
            + "{\"role\":\"assistant\",\"content\":[{\"type\":\"thinking\",\"thinking\":\"t\","
            + "\"signature\":\"\"},{\"type\":\"tool_use\",\"id\":\"call_1\",\"name\":\"f\","
            + "\"input\":{}}]},";
    String result = "{\"type\":\"tool_result\",\"tool_use_id\":\"call_1\",\"content\":\"r\"}";
    String[] texts = {"{\"type\":\"text\",\"text\":\"b\"}", "{\"type\":\"text\",\"text\":\"c\"}"};
    String one = start + user(result, texts[0], texts[1]) + "]}";
    List<String> others =
        List.of(
            start + user(result) + "," + user(texts) + "]}",
            start + user(result, texts[0]) + "," + user(texts[1]) + "]}",
            start + user(result) + "," + user(texts[0]) + "," + user(texts[1]) + "]}");
    for (String model :
        List.of(
            "anthropic/claude-sonnet-4-5",
            "anthropic/claude-opus-4-6",
            "gemini/gemini-3-pro-preview")) {
      Outgoing expected = Outgoing.of(Outgoing.read("anthropic", one), model);
      for (String other : others) {
        Outgoing sent = Outgoing.of(Outgoing.read("anthropic", other), model);
        assertEquals(expected.body(), sent.body(), model);
        assertEquals(expected.losses(), sent.losses(), model);
      }
    }
    for (String other : others) {
      Outgoing sent = Outgoing.of(Outgoing.read("anthropic", other), "vllm/x");
      assertEquals("t", sent.body().at("/messages/1/reasoning_content").asString(), other);
    }
  }

  private static String user(String... blocks) {
    return "{\"role\":\"user\",\"content\":[" + String.join(",", blocks) + "]}";
  }

  private static final String SCHEMA =
      """
      {"type":"object","$schema":"https://json-schema.org/draft/2020-12/schema","properties":{
        "name":{"type":"string","minLength":3,"description":"Who."},
        "age":{"type":"integer","minimum":0},
        "kind":{"enum":["a","b"]},
        "more":{"type":"object","properties":{"x":{"oneOf":[{"type":"string"},{"type":"number"}]}},
          "additionalProperties":true}},
       "required":["name"]}
      """;

  private static Outgoing formed(String model) {
    String format =
        "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\",\"strict\":true,"
            + "\"schema\":"
            + SCHEMA
            + "}}";
    return Outgoing.of(Outgoing.read("openai", chat(format)), model);
  }

  @Test
  void schemaKeepsItsMeaningWithinOpenAisSubset() {
    Outgoing sent = formed("openai/gpt-4o");
    assertEquals(
        "{\"type\":\"object\",\"properties\":{"
            + "\"name\":{\"type\":\"string\",\"description\":\"Who. (minLength: 3)\"},"
            + "\"age\":{\"type\":[\"integer\",\"null\"],\"minimum\":0},"
            + "\"kind\":{\"anyOf\":[{\"enum\":[\"a\",\"b\"]},{\"type\":\"null\"}]},"
            + "\"more\":{\"type\":[\"object\",\"null\"],\"properties\":{\"x\":{\"anyOf\":["
            + "{\"type\":\"string\"},{\"type\":\"number\"},{\"type\":\"null\"}]}},"
            + "\"additionalProperties\":false,\"required\":[\"x\"]}},"
            + "\"required\":[\"name\",\"age\",\"kind\",\"more\"],\"additionalProperties\":false}",
        sent.body().at("/response_format/json_schema/schema").toString());
    assertEquals(
        List.of(
            "response_format: not enforced by the provider, said in the description: minLength,"
                + " additionalProperties"),
        sent.losses());
    assertEquals(
        "Who.",
        formed("vllm/x")
            .body()
            .at("/response_format/json_schema/schema/properties/name/description")
            .asString());
  }

  @Test
  void schemaKeepsItsMeaningWithinAnthropicsAndGeminisSubset() {
    Outgoing claude = formed("anthropic/claude-sonnet-4-5");
    var schema = claude.body().at("/output_config/format/schema");
    assertEquals("(minimum: 0)", schema.at("/properties/age/description").asString());
    assertFalse(schema.at("/properties/more/additionalProperties").asBoolean(true));
    assertFalse(schema.path("additionalProperties").asBoolean(true));
    assertEquals("[\"name\"]", schema.path("required").toString());
    assertEquals(
        List.of(
            "response_format: not enforced by the provider, said in the description: minLength,"
                + " minimum, additionalProperties"),
        claude.losses());
    Outgoing gemini = formed("gemini/gemini-2.5-pro");
    var open = gemini.body().at("/generationConfig/responseJsonSchema");
    assertEquals("Who. (minLength: 3)", open.at("/properties/name/description").asString());
    assertEquals(0, open.at("/properties/age/minimum").asInt(9));
    assertTrue(open.at("/properties/more/additionalProperties").asBoolean(false));
  }

  @Test
  void everyRowOfRulesIsOfAProvider() {
    RulesList.shipped()
        .byProvider()
        .keySet()
        .forEach(id -> assertEquals(id, Outgoing.provider(id).id()));
  }

  /// Agents put reminders of their own behind results.
  @Test
  void mistralGetsAnAnswerBetweenResultsAndTheUsersWords() {
    String call =
        "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"abcdefgh1\","
            + "\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}";
    String body =
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"},"
            + call
            + ",{\"role\":\"tool\",\"tool_call_id\":\"abcdefgh1\",\"content\":\"r\"},"
            + "{\"role\":\"user\",\"content\":\"b\"}]}";
    Outgoing sent = Outgoing.of("openai", body, "mistral/mistral-large-latest");
    assertEquals("[user, assistant, tool, assistant, user]", roles(sent, "messages"));
    assertEquals("OK.", sent.body().at("/messages/3/content").asString());
    assertEquals(List.of(), sent.losses());
    assertEquals(
        "[user, assistant, tool, user]", roles(Outgoing.of("openai", body, "vllm/x"), "messages"));
  }

  @Test
  void rulesOfAProviderHoldWhereItsModelsHaveAnotherAddress() {
    assertEquals(Outgoing.provider("gemini").rules(), Outgoing.provider("vertex").rules());
    assertEquals(64, Outgoing.provider("bedrock").rules().all().toolName().orElseThrow());
    assertEquals(40, Outgoing.provider("azure").rules().all().callId().orElseThrow());
  }

  private static String chat(String more) {
    return "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]"
        + (more.isEmpty() ? "" : "," + more)
        + "}";
  }
}
