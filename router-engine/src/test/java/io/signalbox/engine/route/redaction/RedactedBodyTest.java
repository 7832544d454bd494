package io.signalbox.engine.route.redaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.dialect.Dialects;
import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.engine.spi.CallPlan;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.RequestRules;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A strict reader finds no personal data in a body that goes out after redaction, wherever in the
/// client's body it stood.
final class RedactedBodyTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String[] SEPARATORS = {
    "", " ", "-", ".", "\u00a0", "\u2007", "\u202f", "\u2009", "\u2011", "\u2013", "\u2212",
    "\u200b"
  };
  private static final String[] CARDS = {
    "4111111111111111", "5500000000000004", "4012888888881881"
  };
  private static final String[] ACCOUNTS = {
    "DE89370400440532013000", "GB29NWBK60161331926819", "FR1420041010050500013M02606"
  };
  private static final String TOKEN =
      "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P";

  @ParameterizedTest
  @ValueSource(strings = {"openai", "anthropic", "gemini"})
  void nothingIsFoundInBodiesOfChatCompletions(String provider) {
    for (int seed = 0; seed < 150; seed++) {
      var random = new Random(seed);
      var planted = new ArrayList<String>();
      String body = chatBody(random, planted);
      for (String text : sent("openai", body, provider)) {
        assertClean(text, planted, body);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "anthropic"})
  void nothingIsFoundInBodiesOfMessages(String provider) {
    for (int seed = 0; seed < 150; seed++) {
      var random = new Random(seed);
      var planted = new ArrayList<String>();
      String body = messagesBody(random, planted);
      for (String text : sent("anthropic", body, provider)) {
        assertClean(text, planted, body);
      }
    }
  }

  @Test
  void wordsOfTheProtocolStay() {
    String body =
        """
        {"model":"m","messages":[{"role":"user","content":"hi"},{"role":"assistant","tool_calls":[
        {"id":"call_4111111111111111","type":"function","function":{"name":"skate_boarding_lookup",
        "arguments":"{}"}}]},{"role":"tool","tool_call_id":"call_4111111111111111","content":"x"}],
        "service_tier":"default","prediction":{"type":"content","content":"same"}}\
        """;
    String sent = String.join("\n", sent("openai", body, "openai"));
    assertTrue(sent.contains("call_4111111111111111"), sent);
    assertTrue(sent.contains("skate_boarding_lookup"), sent);
    assertTrue(sent.contains("same"), sent);
  }

  @Test
  void eachTextIsLookedAtInLinearTime() {
    for (String part :
        List.of("a", "AB12 ", "1", "1 ", "a.", "eyJ.", "sk-", "@", "+1 ", "4111.", "{\"")) {
      String text = part.repeat(300_000 / part.length());
      PersonalData.in(text, EnumSet.allOf(RewriteNode.Redaction.class), Marking.PLAIN);
    }
  }

  private static void assertClean(String text, List<String> planted, String body) {
    String bare = bare(text);
    for (String secret : planted) {
      assertFalse(bare.contains(bare(secret)), () -> secret + " in " + text + "\n" + body);
    }
  }

  /// Without what stands between digits, in full width, in capitals.
  private static String bare(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .replaceAll("[\\p{Z}\\p{Pd}\\p{Cf}\u2212.]", "")
        .toUpperCase(java.util.Locale.ROOT);
  }

  /// All texts in what goes out, those in JSON in texts too.
  private static List<String> sent(String client, String body, String provider) {
    var read = Dialects.client(client).read(body.getBytes(StandardCharsets.UTF_8));
    var understood =
        assertInstanceOf(ClientDialect.Reading.Understood.class, read, () -> body + read);
    var redaction = new RequestRedaction(EnumSet.allOf(RewriteNode.Redaction.class));
    ChatRequest request = redaction.ofLabels(redaction.of(understood.request()));
    var plan =
        new CallPlan(
            request,
            Optional.empty(),
            "m",
            Map.of(),
            Set.of(),
            RequestRules.NONE,
            1_000,
            Map.of(),
            false);
    byte[] out = Dialects.provider(provider).write(plan).body();
    var texts = new ArrayList<String>();
    texts(JSON.readTree(out), texts);
    return texts;
  }

  private static void texts(JsonNode json, List<String> texts) {
    if (json.isObject()) {
      json.properties().forEach(each -> texts.add(each.getKey()));
    }
    json.forEach(each -> texts(each, texts));
    if (json.isValueNode()) {
      texts.add(json.asString());
      if (json.isString() && json.asString().startsWith("{")) {
        texts(JSON.readTree(json.asString()), texts);
      }
    }
  }

  private static String chatBody(Random random, List<String> planted) {
    var place = new Places(random, planted);
    String arguments = "{\"to\":" + place.text() + ",\"n\":{\"deep\":[" + place.text() + "]}}";
    return """
    {"model":"m","messages":[
      {"role":"system","content":%s},
      {"role":"user","content":[{"type":"text","text":%s},{"type":"text","text":%s},
        {"type":"image_url","image_url":{"url":"https://example.org/x.png"}}]},
      {"role":"assistant","content":%s,"tool_calls":[{"id":"c1","type":"function",
        "function":{"name":"pay","arguments":%s}}]},
      {"role":"tool","tool_call_id":"c1","content":%s}],
    "tools":[{"type":"function","function":{"name":"pay","description":%s,
      "parameters":{"type":"object","properties":{"a":{"type":"string","description":%s,
        "enum":[%s]}}}}}],
    "prediction":{"type":"content","content":%s},
    "metadata":{"k":%s},"user":%s,"stop":[%s],"safety_identifier":%s,"suffix":%s,
    "unknown":{"nested":[{"id":%s,"type":%s}]},
    "response_format":{"type":"json_schema","json_schema":{"name":"n","schema":
      {"type":"object","description":%s}}}}\
    """
        .formatted(
            place.text(),
            place.text(),
            place.text(),
            place.text(),
            quoted(arguments),
            place.text(),
            place.text(),
            place.text(),
            place.text(),
            place.text(),
            place.text(),
            place.text(),
            place.text(),
            place.text(),
            place.text(),
            place.text(),
            place.text(),
            place.text());
  }

  private static String messagesBody(Random random, List<String> planted) {
    var place = new Places(random, planted);
    return """
    {"model":"m","max_tokens":5,"system":[{"type":"text","text":%s}],"messages":[
      {"role":"user","content":[{"type":"text","text":%s},
        {"type":"document","title":%s,"source":{"type":"text","media_type":"text/plain","data":%s}}]},
      {"role":"assistant","content":[{"type":"tool_use","id":"t1","name":"pay","input":{"a":%s}}]},
      {"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":%s}]}],
    "tools":[{"name":"pay","description":%s,"input_schema":{"type":"object","description":%s}}],
    "metadata":{"user_id":%s},"stop_sequences":[%s],"container":{"x":%s}}\
    """
        .formatted(
            place.text(),
            place.text(),
            place.text(),
            place.text(),
            place.text(),
            place.text(),
            place.text(),
            place.text(),
            place.text(),
            place.text(),
            place.text());
  }

  private static String quoted(String text) {
    return JSON.writeValueAsString(text);
  }

  /// Writes JSON strings with personal data in them.
  private record Places(Random random, List<String> planted) {
    String text() {
      String secret = secret();
      planted.add(secret);
      String json = quoted("see " + secret + (random.nextBoolean() ? ", please" : ""));
      return random.nextInt(3) == 0 ? json.replace("4", "\\u0034").replace("@", "\\u0040") : json;
    }

    private String secret() {
      return switch (random.nextInt(6)) {
        case 0 -> grouped(CARDS[random.nextInt(CARDS.length)]);
        case 1 -> grouped(cased(ACCOUNTS[random.nextInt(ACCOUNTS.length)]));
        case 2 -> TOKEN;
        case 3 -> "ann.smith" + random.nextInt(100) + "@example.org";
        case 4 -> "sk-proj-" + "a1B2c3D4".repeat(5 + random.nextInt(40));
        default -> "+49 30 " + (1_000_000 + random.nextInt(9_000_000));
      };
    }

    private String cased(String account) {
      return random.nextBoolean() ? account.toLowerCase(java.util.Locale.ROOT) : account;
    }

    private String grouped(String number) {
      String separator = SEPARATORS[random.nextInt(SEPARATORS.length)];
      String made = String.join(separator, number.split("(?<=\\G.{4})"));
      return random.nextInt(4) == 0 ? wide(made) : made;
    }

    private static String wide(String text) {
      return text.chars()
          .mapToObj(
              c -> c > ' ' && c < 127 && c != '.' && c != '-' ? (char) (c + 0xFEE0) : (char) c)
          .map(String::valueOf)
          .reduce("", String::concat);
    }
  }

  @Test
  void cardCutIntoTwoTextsIsRedacted() {
    String body =
        """
        {"model":"m","messages":[{"role":"user","content":[
          {"type":"text","text":"pay 4111 1111 "},{"type":"text","text":"1111 1111 now"}]}]}\
        """;
    List<String> texts = sent("openai", body, "openai");
    assertTrue(String.join("|", texts).matches("(?s).*pay \\[card\\]\\s* now.*"), texts.toString());
    assertEquals(-1, String.join("", texts).indexOf("1111"));
  }
}
