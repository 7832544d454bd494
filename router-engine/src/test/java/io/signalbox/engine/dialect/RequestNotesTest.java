package io.signalbox.engine.dialect;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.dialect.kit.Golden;
import io.signalbox.engine.dialect.kit.Plans;
import io.signalbox.engine.spi.ClientCall;
import io.signalbox.engine.spi.ClientDialect.Reading;
import io.signalbox.engine.spi.ClientRoute;
import io.signalbox.engine.spi.ProviderDialect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// What the trace says that a provider is not told, for bodies of every client dialect that ask for
/// much: a note for each loss, and none for what is said in other words.
final class RequestNotesTest {
  private static final Path BODIES =
      Path.of("src", "test", "resources", "golden", "dialect", "notes");

  @TestFactory
  Stream<DynamicTest> notesAreTrue() throws IOException {
    try (Stream<Path> files = Files.list(BODIES)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream()
          .map(file -> Golden.text("notes", name(file), notes(file)));
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".json", "");
  }

  private static String notes(Path file) {
    String client = file.getFileName().toString().split("-")[0];
    ChatRequest request = read(client, file);
    var notes = new StringBuilder();
    for (ProviderDialect side : Dialects.providers()) {
      if (!side.id().equals(client)) {
        notes.append(side.id()).append('\n');
        side.write(Plans.plan(request, "model"))
            .losses()
            .forEach(each -> notes.append("  ").append(each).append('\n'));
      }
    }
    return notes.toString();
  }

  private static ChatRequest read(String client, Path file) {
    try {
      byte[] body = Files.readString(file).getBytes(StandardCharsets.UTF_8);
      var route = ClientRoute.post("/file", ClientRoute.Asks.ANSWER);
      var call = new ClientCall(route, Map.of("model", "m"), "", Map.of(), body);
      Reading reading = Dialects.client(client).read(call);
      return assertInstanceOf(Reading.Understood.class, reading).request();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
