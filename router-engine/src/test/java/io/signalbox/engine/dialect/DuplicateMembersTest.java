package io.signalbox.engine.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.spi.ClientDialect;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Two members of one name are refused however deep they lie: what the graph decides by and what a
/// provider reads must be the same.
final class DuplicateMembersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          openai    | {"model":"a","model":"b","messages":[]} | model
          openai    | {"messages":[{"role":"user","content":"a","content":"b"}]} | messages[0].content
          openai    | {"messages":[{"role":"user","content":"a"}],"metadata":{"k":"a","k":"b"}} | metadata.k
          openai    | {"messages":[{"role":"user","content":"a"}],"x":[1,{"y":{"z":1,"z":2}}]} | x[1].y.z
          openai    | {"messages":[{"role":"user","content":"a"}],"x":{"\\u0079":1,"y":2}} | x.y
          openai    | {"messages":[{"role":"user","content":"a"}],"tools":[{"type":"function","function":{"name":"f","parameters":{"a":1,"a":2}}}]} | tools[0].function.parameters.a
          anthropic | {"max_tokens":1,"messages":[{"role":"user","content":[{"type":"text","text":"a","text":"b"}]}]} | messages.0.content.0.text
          anthropic | {"max_tokens":1,"max_tokens":2,"messages":[]} | max_tokens
          anthropic | {"max_tokens":1,"messages":[{"role":"user","content":"a"}],"tools":[{"name":"f","input_schema":{"a":1,"a":2}}]} | tools.0.input_schema.a
          responses | {"input":"a","input":"b"} | input
          responses | {"input":[{"role":"user","content":"a"}],"text":{"format":{"type":"text","type":"json_object"}}} | text.format.type
          gemini    | {"contents":[],"contents":[]} | contents
          gemini    | {"contents":[{"parts":[{"text":"a","text":"b"}]}]} | contents[0].parts[0].text
          gemini    | {"contents":[{"parts":[{"text":"a"}]}],"tools":[{"functionDeclarations":[{"name":"f","parameters":{"a":1,"a":2}}]}]} | tools[0].functionDeclarations[0].parameters.a
          gemini    | {"contents":[{"parts":[{"text":"a"}]}],"system_instruction":{},"systemInstruction":{}} | systemInstruction
          """)
  void duplicateMemberIsRefusedByItsPath(String dialect, String body, String path) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    var refused =
        assertInstanceOf(
            ClientDialect.Reading.Refused.class, Dialects.client(dialect).read(bytes), body);
    assertEquals(400, refused.error().status());
    assertEquals(path, refused.error().param());
    assertTrue(refused.error().message().contains(path), refused.error().message());
  }
}
