package io.signalbox.engine.cli;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.graph.GraphCheck;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.plugin.Plugins;
import io.signalbox.engine.workspace.GraphText;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads graph files and everything that can be said against them.
final class GraphFiles {
  /// Larger files are no graphs.
  private static final long MOST_BYTES = 4L << 20;

  private final Plugins plugins;

  GraphFiles(Plugins plugins) {
    this.plugins = plugins;
  }

  /// A file as it was read.
  ///
  /// @param graph as far as it could be understood
  /// @param problems of the text and of the graph, in the text's order
  record Read(Path file, GraphText text, Optional<RoutingGraph> graph, List<Problem> problems) {
    boolean isRunnable() {
      return graph.isPresent() && problems.stream().noneMatch(Problem::isError);
    }
  }

  /// Reads a file.
  ///
  /// @throws BadInputException if there is no such file or it is no text
  Read read(Path file) {
    GraphText text = GraphText.read(file.toString(), content(file));
    var problems = new ArrayList<>(text.problems());
    text.graph().ifPresent(graph -> problems.addAll(text.located(found(graph))));
    return new Read(file, text, text.graph(), List.copyOf(problems));
  }

  private List<Problem> found(RoutingGraph graph) {
    var found = new ArrayList<>(GraphCheck.check(graph, this::card));
    found.addAll(plugins.check(graph));
    return found;
  }

  private ModelCard card(Model model) {
    return plugins.catalog().cardOf(model.provider(), model.model());
  }

  /// Reads a graph that is to be run.
  ///
  /// @throws BadInputException if it has errors, which are printed
  RoutingGraph runnable(Path file, Console console) {
    Read read = read(file);
    if (read.isRunnable()) {
      return read.graph().orElseThrow();
    }
    console.problems(read.problems().stream().filter(Problem::isError).toList());
    throw new BadInputException(file + " cannot be run as it is.");
  }

  private static String content(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new BadInputException(file + " is larger than 4 MiB; that is no graph.");
      }
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new BadInputException("there is no file " + file + ".");
    } catch (CharacterCodingException e) {
      throw new BadInputException(file + " is not UTF-8 text.");
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be read: " + e.getMessage());
    }
  }
}
