package io.signalbox.app.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.app.document.Document;
import io.signalbox.engine.api.KeyPlace;
import io.signalbox.engine.spi.Provider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Models whose provider has no key.
final class MissingKeysTest {
  private static final Provider DEEPSEEK =
      new Provider(
          "deepseek",
          "DeepSeek",
          "https://api.deepseek.com",
          "openai",
          Optional.of("DEEPSEEK_API_KEY"),
          Set.of(),
          Provider.Reach.CLOUD,
          List.of());

  private static List<String> missing(KeyPlace place, String key) {
    var found = new ProviderFindings(Map.of("deepseek", place), Map.of(), Map.of(), Set.of());
    String text =
        "signalbox: 1\nname: One\nstart: chat\nmodels:\n  chat: { provider: deepseek, model: v4"
            + key
            + " }\n";
    return new MissingKeys(List.of(DEEPSEEK), () -> found)
        .of(Document.of("one.yaml", text).graph()).stream()
            .map(each -> each.arguments().get("variable"))
            .toList();
  }

  @Test
  void usualKeyIsMissingAlsoWhereTheModelNamesIt() {
    assertEquals(List.of("DEEPSEEK_API_KEY"), missing(KeyPlace.NOWHERE, ""));
    assertEquals(
        List.of("DEEPSEEK_API_KEY"), missing(KeyPlace.NOWHERE, ", key: env:DEEPSEEK_API_KEY"));
  }

  @Test
  void keyThatIsThereOrIsNotKnownHereIsNotMissing() {
    assertEquals(List.of(), missing(KeyPlace.VAULT, ", key: env:DEEPSEEK_API_KEY"));
    assertEquals(List.of(), missing(KeyPlace.NOWHERE, ", key: env:OTHER_KEY"));
  }
}
