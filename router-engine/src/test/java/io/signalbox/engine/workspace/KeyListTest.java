package io.signalbox.engine.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.graph.KeyRef;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.edit.GraphEdit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Several keys of one model in a file. */
final class KeyListTest {
  private static final String TEXT =
      """
      signalbox: 1
      name: Keys
      start: a
      models:
        a: { provider: openai, model: gpt-5.1, key: %s }
      """;

  private static GraphText read(String keys) {
    return GraphText.read("keys.yaml", TEXT.formatted(keys));
  }

  private static List<String> keys(String keys) {
    return read(keys).graph().orElseThrow().model("a").orElseThrow().keys().stream()
        .map(KeyRef::id)
        .toList();
  }

  private static List<String> problems(String keys) {
    return read(keys).problems().stream()
        .map(each -> each.code().id() + " " + each.place())
        .toList();
  }

  @Test
  void keysKeepTheirOrder() {
    assertEquals(List.of("env:B", "vault:a"), keys("[ env:B, vault:a ]"));
    assertEquals(List.of("env:B"), keys("[ env:B ]"));
    assertEquals(List.of("env:B"), keys("env:B"));
    assertEquals(List.of(), problems("[ env:B, vault:a ]"));
  }

  @Test
  void keyTwiceIsRefused() {
    assertEquals(List.of("duplicate-key models.a.key[1]"), problems("[ env:B, env:B ]"));
  }

  @Test
  void literalKeyInAListIsRefusedAndNotRepeated() {
    assertEquals(List.of("key-reference models.a.key[1]"), problems("[ env:B, hunter2 ]"));
    String secret = "sk-" + "abc123".repeat(4);
    var all = read("[ env:B, " + secret + " ]").problems();
    assertFalse(all.isEmpty());
    assertFalse(all.toString().contains(secret), all.toString());
    assertTrue(all.stream().map(Problem::code).anyMatch(code -> code.id().equals("secret")));
  }

  @Test
  void emptyListAndTooManyKeysAreRefused() {
    assertEquals(List.of("wrong-type models.a.key"), problems("[]"));
    String many =
        IntStream.rangeClosed(1, 21).mapToObj(i -> "env:K" + i).collect(Collectors.joining(", "));
    assertEquals(List.of("wrong-type models.a.key"), problems("[ " + many + " ]"));
    assertEquals(List.of("empty-value models.a.key"), problems(""));
    assertEquals(List.of("wrong-type models.a.key"), problems("{ a: b }"));
  }

  @Test
  void changeOfKeysChangesOnlyTheirLine() {
    var text = read("env:A");
    var model = text.graph().orElseThrow().model("a").orElseThrow();
    var two = model.withKeys(List.of(new KeyRef.Env("A"), new KeyRef.Vault("b")));
    String after = text.with(new GraphEdit.PutModel(two)).text();
    assertTrue(after.contains("[ env:A, vault:b ]") || after.contains("[env:A, vault:b]"), after);
  }
}
