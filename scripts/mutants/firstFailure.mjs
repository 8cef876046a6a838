// Loaded before each test file while mutants are planted: what counts is that a law fails, not its smallest counterexample.
import fc from 'fast-check'

fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true })
