package io.signalbox.engine.cli;

import io.signalbox.engine.Signalbox;
import io.signalbox.engine.intent.WordBag;
import io.signalbox.engine.spi.EncoderPlugin;
import io.signalbox.engine.spi.ProviderPlugin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What came of a command: its exit code and what it wrote.
 *
 * @param out standard output, the directory of the test written as DIR
 * @param err standard error, likewise
 */
record Typed(int code, String out, String err) {

  /**
   * Runs a command of the real program, with the providers of {@link PriceListPlugin} and a word
   * bag.
   */
  static Typed run(Path directory, String... args) throws IOException {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var thread = Thread.currentThread();
    var usual = thread.getContextClassLoader();
    try (var loader = new URLClassLoader(new URL[] {services(directory)}, usual)) {
      thread.setContextClassLoader(loader);
      var terminal = new Terminal(Signalbox::at, stream(out), stream(err));
      int code = terminal.run(withHome(directory, args));
      return new Typed(code, text(directory, out), text(directory, err));
    } finally {
      thread.setContextClassLoader(usual);
    }
  }

  private static String[] withHome(Path directory, String... args) {
    var home = Stream.of("--home", directory.resolve("home").toString());
    return Stream.concat(Stream.of(args), home).toArray(String[]::new);
  }

  private static URL services(Path directory) throws IOException {
    Path root = directory.resolve("plugins");
    Path services = Files.createDirectories(root.resolve("META-INF/services"));
    Files.writeString(
        services.resolve(ProviderPlugin.class.getName()), PriceListPlugin.class.getName());
    Files.writeString(services.resolve(EncoderPlugin.class.getName()), WordBag.class.getName());
    return root.toUri().toURL();
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(Path directory, ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8).replace(directory.toString(), "DIR");
  }
}
