/// Files on disk: graphs and their tests. Entry types are [GraphText] and [SuiteText], immutable
/// texts with what they read as and what is wrong with them, and [GraphFile], which keeps a text on
/// disk. Writing changes only the lines that it must.
@NullMarked
package io.signalbox.engine.workspace;

import org.jspecify.annotations.NullMarked;
