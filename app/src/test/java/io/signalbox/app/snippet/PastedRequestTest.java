package io.signalbox.app.snippet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.RealDesk;
import io.signalbox.app.tryout.RequestDraft;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.spi.ClientDialect;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Requests that are pasted, and code that is copied: what is copied can be pasted again.
final class PastedRequestTest {
  @TempDir static Path home = Path.of("");

  private static final String BASE = "http://127.0.0.1:4141/v1";

  private final List<ClientDialect> dialects =
      RealDesk.installation(home, 0).engine().clientDialects();

  @Test
  void curlOfChatCompletionsIsTakenWithoutItsKey() {
    RequestDraft ask =
        taken(
            """
            curl https://api.openai.com/v1/chat/completions \\
              -H "Content-Type: application/json" \\
              -H "Authorization: Bearer sk-proj-very-secret" \\
              -H 'x-signalbox-metadata: tier=pro, task=translate' \\
              -d '{
                "model": "gpt-5.1",
                "messages": [
                  {"role": "developer", "content": "Be brief."},
                  {"role": "user", "content": "It'\\''s late. Why?"},
                  {"role": "assistant", "content": "Night."},
                  {"role": "user", "content": "And \\"now\\"?\\nSay."}
                ],
                "max_completion_tokens": 64, "temperature": 0.5
              }'
            """);
    assertEquals("gpt-5.1", ask.model());
    assertEquals("Be brief.", ask.system());
    assertEquals("And \"now\"?\nSay.", ask.prompt());
    assertEquals(List.of("It's late. Why?", "Night."), texts(ask));
    assertEquals(Map.of("tier", "pro", "task", "translate"), ask.metadata());
    assertEquals(64, ask.sampling().maxTokens().orElseThrow());
    assertFalse(ask.toString().contains("secret"));
  }

  @Test
  void otherDialectsAreKnownByTheirAddress() {
    RequestDraft messages =
        taken(
            """
            $ curl https://api.anthropic.com/v1/messages --header "x-api-key: $KEY" \\
              --json '{"model":"claude-opus-4-5","max_tokens":9,"system":"Be kind.","messages":[{"role":"user","content":"Hello"}]}'
            """);
    assertEquals("Be kind.", messages.system());
    assertEquals("Hello", messages.prompt());
    RequestDraft gemini =
        taken(
            "curl 'https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:generateContent?alt=x'"
                + " -H 'Content-Type: application/json' -X POST -d"
                + " '{\"contents\":[{\"parts\":[{\"text\":\"Hi\"}]}]}'");
    assertEquals("gemini-2.5-flash", gemini.model());
    assertEquals("Hi", gemini.prompt());
  }

  @Test
  void bodyAloneIsReadInTheDialectOfItsShape() {
    RequestDraft messages =
        taken(
            "{\"model\":\"claude-opus-4-5\",\"max_tokens\":9,\"system\":\"Be kind.\","
                + "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}");
    assertEquals("Be kind.", messages.system());
    RequestDraft responses = taken("{\"model\":\"gpt-5.1\",\"input\":\"Hello there\"}");
    assertEquals("Hello there", responses.prompt());
  }

  @Test
  void whatCannotBeComposedIsNamed() {
    var pasted =
        assertInstanceOf(
            PastedRequest.Pasted.Taken.class,
            PastedRequest.read(
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
                    + "\"response_format\":{\"type\":\"json_object\"},\"logit_bias\":{\"1\":2}}",
                dialects));
    assertTrue(pasted.left().contains("the form of the answer"), pasted.left().toString());
    assertTrue(pasted.left().contains("logit_bias"), pasted.left().toString());
  }

  @Test
  void whatIsNoRequestSaysWhy() {
    assertTrue(refused("hello").startsWith("The clipboard holds no request."));
    assertTrue(refused("curl https://x/v1/chat/completions -d '{").contains("not closed"));
    assertTrue(refused("curl https://x/v1/chat/completions").contains("sends no body"));
    assertTrue(refused("curl https://x/v1/messages -d @body.json").contains("body.json"));
    assertTrue(refused("curl -d '{}'").contains("no address"));
    assertTrue(refused("{\"model\": ").startsWith("The request cannot be read:"));
  }

  @Test
  void copiedCurlIsPastedAsItWas() {
    var random = new Random(7);
    for (int i = 0; i < 200; i++) {
      RequestDraft ask =
          RequestDraft.of(text(random), Map.of("team", "a'b"))
              .withSystem(text(random))
              .withModel("m");
      String code = RequestCode.CURL.of(ask.request(), ask.metadata(), "Desk", BASE);
      RequestDraft back = taken(code);
      assertEquals(ask.prompt(), back.prompt());
      assertEquals(ask.system(), back.system());
      assertEquals(ask.metadata(), back.metadata());
    }
  }

  @Test
  void programsAskTheProxyWithAKeyFromTheEnvironment() {
    RequestDraft ask = RequestDraft.of("Say \"hi\"", Map.of());
    assertEquals(
        """
        import json, os
        from openai import OpenAI

        client = OpenAI(base_url="http://127.0.0.1:4141/v1", api_key=os.environ["SIGNALBOX_KEY"])
        answer = client.chat.completions.create(**json.loads("{\\"model\\":\\"Desk\\",\\"messages\\":[{\\"role\\":\\"user\\",\\"content\\":\\"Say \\\\\\"hi\\\\\\"\\"}]}"))
        print(answer.choices[0].message.content)
        """,
        RequestCode.PYTHON.of(ask.request(), Map.of(), "Desk", BASE));
    String script = RequestCode.JAVASCRIPT.of(ask.request(), Map.of(), "Desk", BASE);
    assertTrue(script.contains("baseURL: \"http://127.0.0.1:4141/v1\""), script);
    assertTrue(script.contains("process.env.SIGNALBOX_KEY"), script);
  }

  private static String text(Random random) {
    String signs = "ab '\"\\$`!\n{}é→%";
    var text = new StringBuilder("x");
    for (int i = random.nextInt(40); i > 0; i--) {
      text.append(signs.charAt(random.nextInt(signs.length())));
    }
    return text.append('y').toString();
  }

  private RequestDraft taken(String text) {
    return assertInstanceOf(PastedRequest.Pasted.Taken.class, PastedRequest.read(text, dialects))
        .ask();
  }

  private String refused(String text) {
    return assertInstanceOf(PastedRequest.Pasted.Refused.class, PastedRequest.read(text, dialects))
        .words();
  }

  private static List<String> texts(RequestDraft ask) {
    assertEquals(Role.ASSISTANT, ask.earlier().getLast().role());
    return ask.earlier().stream().map(message -> message.text()).toList();
  }
}
