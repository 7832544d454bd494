package io.signalbox.engine.route.redaction;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.graph.RewriteNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pay 4111 1111 1111 1111 12/27         | pay [card] 12/27
          no. 1234 4111 1111 1111 1111, please  | no. 1234 [card], please
          4111-1111-1111-1111 5500000000000004  | [card] [card]
          3782 822463 10005 1234                | [card] 1234
          DE89 3704 0044 0532 0130 00 BIC COBADEFF | [iban] BIC COBADEFF
          DE89370400440532013000 GB29NWBK60161331926819 | [iban] [iban]
          100 200 300 400 500 600 700 800       | 100 200 300 400 500 600 700 800
          4111 1111 1111 1112                   | 4111 1111 1111 1112
          a@b.org, +49 30 1234567               | [email], [phone]
          de89 3704 0044 0532 0130 00 ok        | [iban] ok
          4111.1111.1111.1111                   | [card]
          3.14159265358979323                   | 3.14159265358979323
          ４１１１ １１１１ １１１１ １１１１               | [card]
          ٤١١١١١١١١١١١١١١١                      | [card]
          eyJhbGciOiJub25lIn0.eyJhIjoxfQ. end   | [secret] end
          eyJ0eXAiOiJ4In0.eyJhIjoxfQ.abc        | eyJ0eXAiOiJ4In0.eyJhIjoxfQ.abc
          in24 hours we see you and 12 others   | in24 hours we see you and 12 others
          müller@bücher.example                 | [email]
          {"a":"x\\nsk-abcdefghijklmnop"}        | {"a":"x\\u000a[secret]"}
          """)
  void whatFollowsCloselyDoesNotHideIt(String text, String black) {
    assertEquals(new Part.Text(black), redacted(new Part.Text(text)));
  }

  @Test
  void argumentsOfToolsStayJson() {
    var call = new Part.ToolCall("1", "pay", "{\"n\": 4111111111111111, \"to\":\"\\na@b.org\"}");
    assertEquals(
        new Part.ToolCall("1", "pay", "{\"n\": \"[card]\", \"to\":\"\\u000a[email]\"}"),
        redacted(call));
  }

  @Test
  void thinkingRefusalsAndForeignPartsAreRedacted() {
    assertEquals(
        new Part.Reasoning("ask [email]", Optional.empty(), Optional.empty()),
        redacted(new Part.Reasoning("ask a@b.org", Optional.of("signed"), Optional.empty())));
    assertEquals(new Part.Refusal("not [email]"), redacted(new Part.Refusal("not a@b.org")));
    String bytes = "/sk" + "A".repeat(600);
    assertEquals(
        new Part.Foreign("openai", "file", "{\"name\":\"[email]\",\"data\":\"" + bytes + "\"}"),
        redacted(
            new Part.Foreign(
                "openai", "file", "{\"name\":\"a@b.org\",\"data\":\"" + bytes + "\"}")));
  }

  private static Part redacted(Part part) {
    var request =
        ChatRequest.ofText("", "").withMessages(List.of(new Message(Role.USER, List.of(part))));
    var redaction = new RequestRedaction(EnumSet.allOf(RewriteNode.Redaction.class));
    return redaction.of(request).messages().getFirst().parts().getFirst();
  }
}
