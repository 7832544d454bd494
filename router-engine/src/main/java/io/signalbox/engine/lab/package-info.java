/// What-if: a request's route worked out without calling a provider ([RouteSimulation]), and tests
/// of graphs ([SuiteRun]). Everything runs through the same router and exchange as live traffic.
@NullMarked
package io.signalbox.engine.lab;

import org.jspecify.annotations.NullMarked;
