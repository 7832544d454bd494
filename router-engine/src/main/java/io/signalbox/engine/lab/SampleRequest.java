package io.signalbox.engine.lab;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.workspace.SuiteCase;
import io.signalbox.engine.workspace.SuiteFile;
import java.util.List;
import java.util.Map;

/// A request whose route is to be compared, and the state of the world that it meets. Immutable.
///
/// @param name how people find it: the case's name, or `line 3`
/// @param answers what comes of the calls of models, by id
public record SampleRequest(
    String name,
    ChatRequest request,
    Client client,
    Given given,
    Map<String, List<SuiteCase.Happening>> answers) {
  public SampleRequest {
    answers = Map.copyOf(answers);
  }

  /// The requests of a suite.
  public static List<SampleRequest> of(SuiteFile suite) {
    return suite.cases().stream().map(SampleRequest::of).toList();
  }

  /// The request of a case.
  public static SampleRequest of(SuiteCase test) {
    return new SampleRequest(
        test.name(),
        SuiteRequest.of(test.request()),
        SuiteRequest.client(test.request()),
        SuiteRequest.given(test.given()),
        test.given().models());
  }

  /// The same in a world with another moment and seed.
  public SampleRequest given(Given other) {
    return new SampleRequest(name, request, client, other, answers);
  }
}
