/// The tests of the graph in front: how each went, what came instead of what was expected, and what
/// of the graph they reach. Entry type is [TestsPane].
@NullMarked
package io.signalbox.app.tests;

import org.jspecify.annotations.NullMarked;
