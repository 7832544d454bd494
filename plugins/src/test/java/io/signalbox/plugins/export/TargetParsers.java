package io.signalbox.plugins.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The parsers of targets themselves, where they are installed on this machine. */
final class TargetParsers {
  private static final String NODE =
      """
      const fs = require('fs');
      for (let i = 0; i < Number(process.argv[1]); i++) {
        const program = new Function('require', 'module', fs.readFileSync(i + '.js', 'utf8') + '\\nreturn TABLE;');
        console.log(JSON.stringify(program(require, {})).replace(/[\\u0080-\\uffff]/g, c => '\\\\u' + c.charCodeAt(0).toString(16).padStart(4, '0')));
      }
      """;

  private static final String PYTHON =
      """
      import json, sys, tomllib
      for i in range(int(sys.argv[1])):
          print(json.dumps(tomllib.loads(open(f"{i}.toml").read())))
      """;

  private TargetParsers() {}

  /** What Node makes of the tables of 0.js, 1.js …, whose programs it runs; none without Node. */
  static List<String> tables(Path directory, int count) throws Exception {
    return said(directory, List.of("node", "-e", NODE, String.valueOf(count)));
  }

  /** What Python makes of 0.toml, 1.toml …, as JSON; none without Python 3.11. */
  static List<String> toml(Path directory, int count) throws Exception {
    return said(directory, List.of("python3", "-c", PYTHON, String.valueOf(count)));
  }

  /** The lines that a program prints; none if it is not installed. */
  private static List<String> said(Path directory, List<String> command) throws Exception {
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      return List.of();
    }
    String all = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (all.contains("No module named 'tomllib'")) {
      return List.of(); // before Python 3.11
    }
    assertEquals(0, process.waitFor(), all);
    return all.lines().toList();
  }
}
