package io.signalbox.plugins.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// What a model does in one answer.
///
/// @param thought empty if it tells none
/// @param signed whether the thinking is bound to the model
/// @param text empty if it says nothing
/// @param calls arguments of the tools that it calls
record Step(String thought, boolean signed, String text, List<String> calls) {

  static Step random(Random random, boolean mayCall) {
    var calls = new ArrayList<String>();
    for (int i = mayCall ? random.nextInt(4) : 0; i > 0; i--) {
      calls.add(random.nextInt(4) == 0 ? "{}" : "{\"at\":" + random.nextInt(9) + "}");
    }
    boolean thinks = random.nextBoolean();
    boolean says = calls.isEmpty() || random.nextBoolean();
    return new Step(
        thinks ? "I think of " + random.nextInt(1000) + "." : "",
        thinks && random.nextBoolean(),
        says ? "Answer " + random.nextInt(1000) + (random.nextInt(9) == 0 ? " " : ".") : "",
        calls);
  }
}
