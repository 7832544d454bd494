package io.signalbox.engine.cli.practice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A certificate for this machine that is good for a day, made by the JDK's own `keytool`.
final class Certificate {
  private static final String PASSWORD = "practice"; // of a file that lives for seconds
  private static final int PATIENCE_SECONDS = 30;

  private Certificate() {}

  /// What a server with the certificate speaks; empty where there is no `keytool`.
  ///
  /// @param home where its files may lie
  /// @param pem the file for those who are to trust it
  static Optional<SSLContext> make(Path home, Path pem) {
    Path store = home.resolve("practice.p12");
    try {
      boolean made =
          keytool(
                  store,
                  List.of(
                      "-genkeypair",
                      "-keyalg",
                      "EC",
                      "-dname",
                      "CN=localhost",
                      "-validity",
                      "1",
                      "-ext",
                      "san=dns:localhost,ip:127.0.0.1"))
              && keytool(store, List.of("-exportcert", "-rfc", "-file", pem.toString()));
      return made ? Optional.of(context(store)) : Optional.empty();
    } catch (IOException | GeneralSecurityException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static boolean keytool(Path store, List<String> what)
      throws IOException, InterruptedException {
    Path program = Path.of(System.getProperty("java.home"), "bin", "keytool");
    if (!Files.isExecutable(program)) {
      return false;
    }
    var command = new ArrayList<String>();
    command.add(program.toString());
    command.addAll(what);
    command.addAll(
        List.of("-alias", "practice", "-keystore", store.toString(), "-storepass", PASSWORD));
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
  }

  private static SSLContext context(Path file) throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }
}
