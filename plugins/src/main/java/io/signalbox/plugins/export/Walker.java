package io.signalbox.plugins.export;

import io.signalbox.engine.graph.condition.PortableRegex;
import java.util.Optional;

/// A program of ours in a gateway's own language that walks a [DecisionTable].
enum Walker {
  /// route.js in nginx.
  NJS("nginx", "route.js"),
  /// signalbox_router.py in LiteLLM.
  PYTHON("LiteLLM", "signalbox_router.py"),
  /// signalbox.lua in Envoy.
  ENVOY("Envoy", "signalbox.lua"),
  /// signalbox.lua in HAProxy, where all requests share what is kept.
  HAPROXY("HAProxy", "signalbox.lua"),
  /// signalbox-router.js in claude-code-router.
  NODE("claude-code-router", "signalbox-router.js");

  private final String gateway;
  private final String program;

  Walker(String gateway, String program) {
    this.gateway = gateway;
    this.program = program;
  }

  /// What the gateway is called.
  String gateway() {
    return gateway;
  }

  /// What the program is called, as the beginning of a sentence.
  String program() {
    return program;
  }

  boolean can(Skill skill) {
    return switch (this) {
      case PYTHON -> true;
      case NJS -> skill == Skill.READS_ERRORS || skill == Skill.UNFOLDS;
      case ENVOY -> skill == Skill.READS_ERRORS || skill == Skill.READS_ERRORS_OF_STREAMS;
      case HAPROXY ->
          switch (skill) {
            case COUNTS_TOKENS, COUNTS_SPEND, REDACTS, UNFOLDS -> false;
            case COUNTS_REQUESTS,
                READS_ERRORS,
                READS_ERRORS_OF_STREAMS,
                TIMES_ANSWERS,
                TIMES_FIRST_TOKENS,
                WAITS ->
                true;
          };
      case NODE ->
          switch (skill) {
            case READS_ERRORS,
                READS_ERRORS_OF_STREAMS,
                TIMES_ANSWERS,
                TIMES_FIRST_TOKENS,
                WAITS,
                UNFOLDS ->
                true;
            case COUNTS_TOKENS, COUNTS_REQUESTS, COUNTS_SPEND, REDACTS -> false;
          };
    };
  }

  /// A regular expression in the program's words.
  Object regex(String re2) throws UnspeakableException {
    Optional<?> said =
        switch (this) {
          case NJS, NODE -> PortableRegex.javaScript(re2);
          case PYTHON -> PortableRegex.python(re2);
          case ENVOY, HAPROXY -> PortableRegex.machine(re2);
        };
    if (said.isEmpty()) {
      throw new UnspeakableException("the regular expression " + re2);
    }
    return said.get();
  }
}
