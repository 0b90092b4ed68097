/**
 * Imported first by tests that render thousands of pages: React as it runs in production, a third of the time. What it says
 * of careless pages in development, the tests of the rooms and parts hear.
 */
process.env['NODE_ENV'] = 'production'
