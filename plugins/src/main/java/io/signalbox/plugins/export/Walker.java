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
  LUA("Envoy", "signalbox.lua");

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
      case NJS -> skill == Skill.READS_ERRORS;
      case LUA ->
          switch (skill) {
            case READS_ERRORS, READS_ERRORS_OF_STREAMS -> true;
            case TIMES_ANSWERS, TIMES_FIRST_TOKENS, COUNTS_TOKENS, REMEMBERS, WAITS, REDACTS ->
                false;
          };
    };
  }

  /// A regular expression in the program's words.
  Object regex(String re2) throws UnspeakableException {
    Optional<?> said =
        switch (this) {
          case NJS -> PortableRegex.javaScript(re2);
          case PYTHON -> PortableRegex.python(re2);
          case LUA -> PortableRegex.machine(re2);
        };
    if (said.isEmpty()) {
      throw new UnspeakableException("the regular expression " + re2);
    }
    return said.get();
  }
}
