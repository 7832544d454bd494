package io.signalbox.engine;

import io.signalbox.engine.graph.LearnedNode;
import io.signalbox.engine.graph.RoutingGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// A state of the file of a learned node, and how its texts are encoded. Immutable.
record LearnedFile(Path file, long modified, long size, String encoder) {
  /// What is where a node says.
  sealed interface Place {
    /// A file.
    record Found(LearnedFile file) implements Place {}

    /// Nothing that could be learned from.
    ///
    /// @param why for a person
    record Nothing(String why) implements Place {}
  }

  static Place of(LearnedNode node, RoutingGraph graph) {
    try {
      Optional<Path> file = graph.file(node.from());
      return file.isEmpty()
          ? new Place.Nothing("it is not in the directory of the graph")
          : new Place.Found(at(file.get(), node.encoder()));
    } catch (InvalidPathException | SecurityException e) {
      return new Place.Nothing("the path cannot be read");
    } catch (NoSuchFileException e) {
      return new Place.Nothing("there is no such file");
    } catch (IOException e) {
      return new Place.Nothing("it cannot be read: " + e.getMessage());
    }
  }

  private static LearnedFile at(Path file, String encoder) throws IOException {
    return new LearnedFile(
        file, Files.getLastModifiedTime(file).toMillis(), Files.size(file), encoder);
  }
}
