package io.signalbox.engine.cli.command;

import io.signalbox.engine.api.CheckedGraph;
import io.signalbox.engine.api.Engine;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.workspace.GraphText;
import io.signalbox.engine.workspace.RegularFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Reads graph files and everything that can be said against them.
public final class GraphFiles {
  /// Larger files are no graphs.
  private static final int MOST_BYTES = 4 << 20;

  private final Engine engine;

  public GraphFiles(Engine engine) {
    this.engine = engine;
  }

  /// A file as it was read.
  ///
  /// @param graph as far as it could be understood
  /// @param problems of the text and of the graph, in the text's order
  public record Read(
      Path file, GraphText text, Optional<RoutingGraph> graph, List<Problem> problems) {
    public boolean isRunnable() {
      return graph.isPresent() && problems.stream().noneMatch(Problem::isError);
    }
  }

  /// Reads a file.
  ///
  /// @throws BadInputException if there is no such file or it is no text
  public Read read(Path file) {
    return read(file, content(file));
  }

  private Read read(Path file, String content) {
    CheckedGraph checked = engine.read(file.toString(), content);
    return new Read(file, checked.text(), checked.graph(), checked.problems());
  }

  /// Reads a graph that is to be run.
  ///
  /// @throws BadInputException if it has errors, which are printed
  public RoutingGraph runnable(Path file, Console console) {
    return runnable(file, new GraphContent.Text(content(file)), console);
  }

  /// The same with what the file held.
  public RoutingGraph runnable(Path file, GraphContent content, Console console) {
    return switch (content) {
      case GraphContent.Text text -> runnable(read(file, text.text()), console);
      case GraphContent.Lacking lacking -> throw new BadInputException(lacking.why());
    };
  }

  private static RoutingGraph runnable(Read read, Console console) {
    if (read.isRunnable()) {
      return read.graph().orElseThrow();
    }
    console.problems(read.problems().stream().filter(Problem::isError).toList());
    throw new BadInputException(read.file() + " has errors. Fix them to run it.");
  }

  /// What a file holds that is to be looked at again and again; a pipe can be read only once.
  public static GraphContent onDisk(Path file) {
    try {
      return new GraphContent.Text(text(file, () -> RegularFile.read(file, MOST_BYTES)));
    } catch (BadInputException e) {
      return new GraphContent.Lacking(String.valueOf(e.getMessage()));
    }
  }

  /// What a file or a pipe holds.
  public static String content(Path file) {
    return text(
        file,
        () -> {
          try (var in = Files.newInputStream(file)) {
            return in.readNBytes(MOST_BYTES + 1);
          }
        });
  }

  private interface Reading {
    byte[] read() throws IOException;
  }

  private static String text(Path file, Reading reading) {
    try {
      byte[] bytes = reading.read();
      if (bytes.length > MOST_BYTES) {
        throw new BadInputException(file + " is larger than 4 MiB, the limit for graph files.");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (NoSuchFileException e) {
      throw new BadInputException("there is no file " + file + ".");
    } catch (CharacterCodingException e) {
      throw new BadInputException(file + " is not UTF-8 text.");
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be read: " + e.getMessage() + ".");
    }
  }
}
