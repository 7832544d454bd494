/// What is open in the workbench: the graph, its text and problems, what is selected, what was
/// done, and what a simulation found. Observable, without views, for the UI thread. Entry type is
/// [Session].
@NullMarked
package io.signalbox.app.session;

import org.jspecify.annotations.NullMarked;
