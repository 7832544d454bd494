package io.signalbox.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

/** The program, its modules and their parent have one version. */
final class VersionTest {
  private static final Pattern VERSION =
      Pattern.compile("<artifactId>signalbox</artifactId>\\s*<version>([^<]+)</version>");

  @Test
  void everyModuleAndTheProgramHaveTheSameVersion() throws IOException {
    String program =
        RootCommand.class.getAnnotation(Command.class).version()[0].replace("Signalbox ", "");
    for (Path pom : poms()) {
      Matcher found = VERSION.matcher(Files.readString(pom));
      assertEquals(
          program, found.find() ? found.group(1).replace("-SNAPSHOT", "") : "", pom.toString());
    }
  }

  private static List<Path> poms() throws IOException {
    var poms = new ArrayList<Path>();
    try (var modules = Files.list(Path.of(".."))) {
      modules.map(module -> module.resolve("pom.xml")).filter(Files::exists).forEach(poms::add);
    }
    poms.add(Path.of("../pom.xml"));
    return poms;
  }
}
