package io.signalbox.app.inspector;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.document.Editor;
import io.signalbox.app.fixes.FixContext;
import io.signalbox.app.state.CarriedItem;
import io.signalbox.app.state.FileDialogs;
import io.signalbox.app.testbench.GateRuns;
import io.signalbox.app.testbench.SuiteQuestions;
import io.signalbox.app.tryout.Simulator;

/// What the inspector works with.
///
/// @param editor the graph in front, which it reads and changes
/// @param simulator the request that was tried out last
/// @param installation the providers and models that can be chosen
/// @param fixes what quick fixes of problems act on
/// @param gates what was measured behind gates
/// @param questions what the tests of the graph ask
/// @param examples texts that are carried here from other panes
/// @param files asks for files
public record InspectorContext(
    Editor editor,
    Simulator simulator,
    Installation installation,
    FixContext fixes,
    GateRuns gates,
    SuiteQuestions questions,
    CarriedItem<String> examples,
    FileDialogs files) {}
