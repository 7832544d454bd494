package io.signalbox.engine.cli;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.cli.command.AnyCommand;
import io.signalbox.engine.cli.command.Console;
import io.signalbox.engine.cli.command.ExitCode;
import io.signalbox.engine.cli.command.GraphFiles;
import io.signalbox.engine.exchange.IncomingRequest;
import io.signalbox.engine.exchange.ReplySink;
import io.signalbox.engine.exchange.Result;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.text.VisibleText;
import io.signalbox.engine.trace.TraceCodec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `signalbox run`: the same as `route`, live, the answer streamed.
@Command(description = "Sends a prompt through a graph, calls the model and streams the answer.")
final class RunCommand extends AnyCommand {
  @Parameters(paramLabel = "GRAPH", description = "The graph file.")
  private Path graph = Path.of("");

  @Mixin private PromptOptions prompt = new PromptOptions();

  RunCommand(Engine.Opening opening, Console console) {
    super(opening, console);
  }

  @Override
  public int run(Engine engine) {
    var router = engine.router(new GraphFiles(engine).runnable(graph, console));
    var request = prompt.request(engine.plugins()).withStream(true, true);
    var incoming =
        new IncomingRequest(
            "run_" + UUID.randomUUID(), request, Optional.empty(), prompt.client(), true);
    Result result = engine.exchange().run(router, incoming, json ? ReplySink.NOBODY : printing());
    if (json) {
      console.json(TraceCodec.view(result.trace()));
    } else {
      TraceText.lines(result.trace()).forEach(console::remark);
      result.trouble().map(ClientError::message).ifPresent(console::remark);
    }
    return result.trace().isAnswered() ? ExitCode.FINE : ExitCode.FINDINGS;
  }

  private ReplySink printing() {
    return new ReplySink() {
      @Override
      public void begin(Beginning beginning) {
        String who =
            (beginning.simulated() ? " (simulated)" : "")
                + (isHit(beginning) ? " (earlier answer)" : "");
        console.remark("→ " + beginning.model() + who);
      }

      @Override
      public void take(List<ReplyEvent> events, byte[] raw) {
        events.forEach(RunCommand.this::print);
      }

      @Override
      public void end(Ending ending) {
        console.line("");
      }

      @Override
      public void broken(Failure failure) {
        console.line("");
        console.remark("The answer is incomplete: " + failure.message());
      }

      @Override
      public void silent() {}
    };
  }

  private static boolean isHit(ReplySink.Beginning beginning) {
    return beginning.cache().filter(ReplySink.CacheUse.Hit.class::isInstance).isPresent();
  }

  private void print(ReplyEvent event) {
    switch (event) {
      case ReplyEvent.TextDelta text -> console.part(text.text());
      case ReplyEvent.RefusalDelta text -> console.part(text.text());
      case ReplyEvent.ToolCallStarted call ->
          console.part("\n" + VisibleText.line(call.name()) + " ");
      case ReplyEvent.ToolCallDelta call -> console.part(call.arguments());
      case ReplyEvent.Started s -> {}
      case ReplyEvent.ReasoningDelta r -> {}
      case ReplyEvent.ReasoningSigned r -> {}
      case ReplyEvent.ReasoningRedacted r -> {}
      case ReplyEvent.Foreign f -> {}
      case ReplyEvent.UsageReported u -> {}
      case ReplyEvent.Finished f -> {}
      case ReplyEvent.Failed f -> {}
      case ReplyEvent.KeepAlive k -> {}
      case ReplyEvent.Embedded e -> {}
    }
  }
}
