/// Graphs for gateways that have chains and draws of models, but no rules within them: each way
/// through the rules becomes one [Plan], and what stands before the plans is chosen by the
/// gateway's own conditions or by its callers ([Plans]).
@NullMarked
package io.signalbox.plugins.export.ways;

import org.jspecify.annotations.NullMarked;
