package io.signalbox.engine;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.plugin.Plugins;
import io.signalbox.engine.upstream.HealthBoard;
import io.signalbox.engine.workspace.GraphText;
import java.time.Clock;
import java.util.HashMap;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class KeyringTest {
  @Test
  void keyThatIsSetAnewRestsNoLonger() {
    var environment = new HashMap<String, String>();
    var board = new HealthBoard(Clock.systemUTC());
    var keyring =
        new Keyring(
            Plugins.find(),
            name -> Optional.ofNullable(environment.get(name)),
            () -> {
              throw new AssertionError("no store is needed");
            },
            board);
    environment.put("MINE", "first");
    keyring.keyOf(model());
    board.failed(
        keyring.bucket(model()), Failure.of(FailureClass.UNAUTHORIZED, 401, "refused"), "r1");
    keyring.keyOf(model());
    assertTrue(board.health(keyring.bucket(model())).open());
    environment.put("MINE", "second");
    keyring.keyOf(model());
    assertFalse(board.health(keyring.bucket(model())).open());
  }

  private static Model model() {
    return GraphText.read(
            "test.yaml",
            """
            signalbox: 1
            name: x
            start: m
            models: { m: { provider: openai, model: x, key: "env:MINE" } }
            """)
        .graph()
        .orElseThrow()
        .model("m")
        .orElseThrow();
  }
}
