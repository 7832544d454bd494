package io.signalbox.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.engine.Signalbox;
import io.signalbox.engine.cli.Terminal;
import io.signalbox.engine.store.TrafficFilter;
import io.signalbox.engine.store.TrafficRow;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the cache of the launcher is made from does what a proxy does. Without a key for them, the
/// calls of some providers are refused, which belongs to it.
final class PracticeTest {
  @Test
  void requestsOfEveryKindGoThroughAProxy(@TempDir Path home) {
    var out = new ByteArrayOutputStream();
    var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    var terminal = new Terminal(Signalbox::at, stream, stream);

    int code = terminal.run("practice", "--requests", "72", "--home", home.toString());

    assertEquals(0, code, out.toString(StandardCharsets.UTF_8));
    try (var engine = Signalbox.at(home)) {
      var rows = engine.store().ledger().page(TrafficFilter.ALL, TrafficFilter.Position.TOP, 100);
      var answers =
          rows.stream().collect(Collectors.groupingBy(TrafficRow::model, Collectors.counting()));
      assertEquals(72, rows.size());
      assertEquals(12L, answers.get("chat-whole"));
      assertEquals(12L, answers.get("chat-stream"));
    }
  }
}
