package io.signalbox.engine.cli.bench;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.cli.command.BadInputException;
import io.signalbox.engine.cli.command.Console;
import io.signalbox.engine.cli.command.ExitCode;
import io.signalbox.engine.cli.command.ScratchCommand;
import io.signalbox.engine.cli.command.TemporaryHome;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `signalbox bench`: the proxy beside nginx and Envoy, in one run on one machine.
@Command(
    description =
        "Measures the overhead of the proxy: direct to a fixed upstream, through nginx and Envoy if"
            + " they are on the path, through a Signalbox started for it.")
public final class BenchCommand extends ScratchCommand {
  private static final double MOST_SECONDS = 600;
  private static final int MOST_ROUNDS = 100;
  private static final int MOST_CONNECTIONS = 10_000;

  @Option(
      names = "--only",
      paramLabel = "PART",
      split = ",",
      defaultValue = "warm,start,streams,memory",
      description =
          "What is measured: warm (requests a second, added time), start (ready, first answer,"
              + " first seconds), streams (many at once, each round), memory (resident); default:"
              + " all.")
  private List<String> only = List.of();

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "3",
      description = "The duration of each measurement of warm, in seconds (default 3).")
  private double seconds = 3;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "The number of rounds of warm, and of starts; medians are printed (default 3).")
  private int rounds = 3;

  @Option(
      names = "--first-seconds",
      paramLabel = "N",
      defaultValue = "5",
      description = "How long after a start requests are counted, in seconds (default 5).")
  private double firstSeconds = 5;

  @Option(
      names = "--streams",
      paramLabel = "N",
      defaultValue = "1000",
      description = "The number of streams begun within a second, 1 to 10000 (default 1000).")
  private int streams = 1000;

  @Option(
      names = "--stream-rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "The number of rounds of streams; 0 skips them (default 5).")
  private int streamRounds = 5;

  @Option(
      names = "--idle",
      paramLabel = "N",
      defaultValue = "1000",
      description =
          "The number of idle connections whose memory is measured; 0 skips it (default 1000).")
  private int idle = 1000;

  @Option(names = "--no-nginx", description = "Skip nginx even if it is installed.")
  private boolean withoutNginx;

  @Option(names = "--no-envoy", description = "Skip Envoy even if it is installed.")
  private boolean withoutEnvoy;

  public BenchCommand(Engine.Opening opening, Console console) {
    super(opening, console);
  }

  @Override
  public int run(Engine engine) {
    BenchReport report = report(settings());
    if (json) {
      console.json(report.view());
    } else {
      report.lines().forEach(console::line);
    }
    return ExitCode.FINE;
  }

  private BenchSettings settings() {
    check(isDuration(seconds), "--seconds must be above 0 and at most 600.");
    check(isDuration(firstSeconds), "--first-seconds must be above 0 and at most 600.");
    check(rounds >= 1 && rounds <= MOST_ROUNDS, "--rounds must be 1 to 100.");
    check(streams >= 1 && streams <= MOST_CONNECTIONS, "--streams must be 1 to 10000.");
    check(streamRounds >= 0 && streamRounds <= MOST_ROUNDS, "--stream-rounds must be 0 to 100.");
    check(idle >= 0 && idle <= MOST_CONNECTIONS, "--idle must be 0 to 10000.");
    return new BenchSettings(
        BenchPart.of(only),
        seconds,
        rounds,
        firstSeconds,
        streams,
        streamRounds,
        idle,
        Peers.Programs.find(!withoutNginx, !withoutEnvoy));
  }

  private static boolean isDuration(double value) {
    return value > 0 && value <= MOST_SECONDS;
  }

  private static void check(boolean holds, String words) {
    if (!holds) {
      throw new BadInputException(words);
    }
  }

  private BenchReport report(BenchSettings settings) {
    try (var files = TemporaryHome.make("signalbox-bench")) {
      Path home = files.path();
      return new BenchReport(
          settings.measuresLoad()
              ? Optional.of(new LoadRun(settings, console::remark).run(home))
              : Optional.empty(),
          settings.measuresStreams()
              ? Optional.of(new StreamRun(settings, console::remark).run(home))
              : Optional.empty());
    }
  }
}
