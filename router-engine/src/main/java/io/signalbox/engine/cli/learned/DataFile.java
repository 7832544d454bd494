package io.signalbox.engine.cli.learned;

import io.signalbox.engine.cli.command.BadInputException;
import io.signalbox.engine.learned.OutcomeText;
import io.signalbox.engine.learned.Outcomes;
import io.signalbox.engine.learned.TrainedRouter;
import io.signalbox.engine.learned.TrainedText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Reads files of outcomes and of trained routers.
final class DataFile {
  private DataFile() {}

  /// @throws BadInputException if it cannot be read, or is too large
  static byte[] bytes(Path file) {
    try {
      if (Files.size(file) > OutcomeText.MOST_BYTES) {
        throw new BadInputException(file + ": larger than 512 MB. Take a part of it.");
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new BadInputException(file + ": no such file.");
    } catch (IOException e) {
      throw new BadInputException(file + ": cannot be read: " + e.getMessage());
    }
  }

  static Outcomes outcomes(Path file, byte[] bytes) {
    return switch (OutcomeText.read(bytes)) {
      case OutcomeText.OutcomesResult.Read(var outcomes) -> outcomes;
      case OutcomeText.OutcomesResult.Refused(var why) ->
          throw new BadInputException(file + ": " + why);
    };
  }

  static TrainedRouter router(Path file, byte[] bytes) {
    return switch (TrainedText.read(bytes)) {
      case TrainedText.RouterResult.Read(var router) -> router;
      case TrainedText.RouterResult.Refused(var why) ->
          throw new BadInputException(file + ": " + why);
    };
  }
}
