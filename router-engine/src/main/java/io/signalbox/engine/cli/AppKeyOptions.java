package io.signalbox.engine.cli;

import io.signalbox.engine.cli.command.BadInputException;
import io.signalbox.engine.secret.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Apps and the keys that they show, given when the proxy starts. A key is never an argument:
/// arguments can be read by every process of the machine and stay in the shell's history.
final class AppKeyOptions {
  private static final int MOST_BYTES = 64 << 10;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description =
          "A file with an app and its key a line, NAME=KEY; - reads standard input. Keys are not"
              + " taken as arguments, which other processes can see.")
  private @Nullable String file;

  @Option(
      names = "--key-env",
      paramLabel = "NAME=VARIABLE",
      description = "An app and the environment variable that holds its key; may be repeated.")
  private List<String> variables = new ArrayList<>();

  /// Known so that it can be refused without its value being repeated.
  @Option(names = "--key", hidden = true)
  private @Nullable String argument;

  /// The apps in their order.
  ///
  /// @throws BadInputException if a key is missing; no message repeats one
  Map<String, Secret> read(Map<String, String> environment, InputStream input) {
    if (argument != null) {
      throw new BadInputException(
          "--key is not supported: other processes of this machine can read a command's arguments."
              + " Use --key-file FILE, --key-file - for standard input, or --key-env"
              + " NAME=VARIABLE. Replace the key that was given here.");
    }
    var keys = new LinkedHashMap<String, Secret>();
    Optional.ofNullable(file).ifPresent(name -> addLines(keys, name, text(name, input)));
    variables.forEach(each -> addVariable(keys, each, environment));
    return keys;
  }

  private static void addLines(Map<String, Secret> keys, String name, String text) {
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String plain = line.strip();
      if (!plain.isEmpty() && !plain.startsWith("#")) {
        String[] pair = plain.split("=", 2);
        add(keys, pair, "--key-file " + name + ", line " + number + ": write NAME=KEY.");
      }
    }
    if (keys.isEmpty()) {
      throw new BadInputException("--key-file " + name + ": there is no line NAME=KEY.");
    }
  }

  private static void add(Map<String, Secret> keys, String[] pair, String fix) {
    if (pair.length < 2 || pair[0].isBlank() || pair[1].isBlank()) {
      throw new BadInputException(fix);
    }
    if (keys.putIfAbsent(pair[0].strip(), Secret.of(pair[1].strip())) != null) {
      throw new BadInputException("two keys are given for the app " + pair[0].strip() + ".");
    }
  }

  private static void addVariable(
      Map<String, Secret> keys, String option, Map<String, String> environment) {
    String[] pair = option.split("=", 2);
    String variable = pair.length == 2 ? pair[1] : "";
    if (!variable.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw new BadInputException(
          "--key-env: write NAME=VARIABLE, where VARIABLE names an environment variable.");
    }
    String value = environment.getOrDefault(variable, "");
    if (value.isBlank()) {
      throw new BadInputException(
          "--key-env " + pair[0] + ": the environment variable is not set. Export it first.");
    }
    add(keys, new String[] {pair[0], value}, "--key-env: write NAME=VARIABLE.");
  }

  private static String text(String name, InputStream input) {
    try (InputStream in = name.equals("-") ? input : Files.newInputStream(Path.of(name))) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new BadInputException("--key-file " + name + " is larger than 64 KiB.");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new BadInputException("there is no file " + name + ".");
    } catch (IOException | java.nio.file.InvalidPathException e) {
      throw new BadInputException("--key-file " + name + " cannot be read.");
    }
  }
}
