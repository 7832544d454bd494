package io.signalbox.plugins.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.Ability;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.spi.Quirk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The calls of all models that take the beginning of their answer, as they go out. With
/// `SIGNALBOX_GOLDEN=write` in the environment the file is written anew.
final class PrefillCallsTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/prefill.txt");
  private static final EnumSet<Quirk> WAYS =
      EnumSet.of(Quirk.PREFIX, Quirk.BETA_PREFIX, Quirk.PARTIAL);

  private static final ChatRequest BEGUN =
      ChatRequest.ofMessages(
              "any",
              List.of(
                  Message.of(Role.SYSTEM, "Be brief."),
                  Message.of(Role.USER, "Which way?"),
                  Message.of(Role.ASSISTANT, "Left,"),
                  Message.of(Role.USER, "And then?"),
                  Message.of(Role.ASSISTANT, "Straight on, as far as")))
          .withStream(true, true);

  @Test
  void callsThatGoOnAreAsRecorded() throws IOException {
    var all = new StringBuilder();
    for (String model : Outgoing.with(Ability.PREFILL)) {
      Outgoing sent = Outgoing.begun(BEGUN, model);
      assertEquals(List.of(), sent.losses(), model);
      all.append(model).append('\n').append(sent.call().path()).append('\n');
      all.append(new String(sent.call().body(), StandardCharsets.UTF_8)).append("\n\n");
    }
    hold(all.toString());
  }

  /// Where nothing says that a message is a beginning, a model would answer it.
  @Test
  void providersOfSuchModelsHaveAWayToSayThatAMessageIsABeginning() {
    List<String> models = Outgoing.with(Ability.PREFILL);
    assertTrue(models.size() >= 8, models::toString);
    for (String model : models) {
      var provider = Outgoing.provider(model.substring(0, model.indexOf('/')));
      assertTrue(
          provider.dialect().equals("anthropic") || !Collections.disjoint(provider.quirks(), WAYS),
          model);
    }
  }

  private static void hold(String text) throws IOException {
    if ("write".equals(System.getenv("SIGNALBOX_GOLDEN")) || !Files.exists(GOLDEN)) {
      Files.writeString(GOLDEN, text);
      throw new AssertionError("written anew: " + GOLDEN + "; look at it and run again");
    }
    assertEquals(Files.readString(GOLDEN), text);
  }
}
