//! Worker threads, shared so that nobody starves.
//!
//! Calls of a registry block, and some registries are slow. Each tenant has a lane: a queue and a
//! number of jobs that may run at once. A free thread takes the next job of the lane that has
//! waited longest among those with nothing running; only when there is none may a lane get a
//! further thread, and a quarter of the threads is never given away like that. So a tenant whose
//! registry hangs holds its own share and no more.
//!
//! What is short and waits for nobody may run on the thread that asks: it counts as a job of its
//! lane and takes no worker.

use std::collections::{HashMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// What a worker runs.
pub(crate) type Job = Box<dyn FnOnce() + Send>;

/// Names a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct LaneId(u64);

/// A thread without work ends after this long.
const LINGER: Duration = Duration::from_secs(20);

/// Registries and parsers need little; the system's default is 8 MiB on some machines.
const STACK: usize = 1 << 20;

pub(crate) struct Pool {
    shared: Arc<Shared>,
}

struct Shared {
    state: Mutex<State>,
    wake: Condvar,
    quiet: Condvar,
    workers: usize,
}

#[derive(Default)]
struct State {
    lanes: HashMap<LaneId, Lane>,
    next_lane: u64,
    /// Lanes that wait and have nothing running, longest first.
    first: VecDeque<LaneId>,
    /// Lanes that wait for a further thread.
    further: VecDeque<LaneId>,
    threads: usize,
    idle: usize,
    /// Threads that were told to wake up and have not yet.
    calls: usize,
    busy: usize,
    /// Jobs that run on threads of others.
    guests: usize,
    waiting: usize,
    closing: bool,
}

#[derive(Default)]
struct Lane {
    jobs: VecDeque<Job>,
    running: usize,
    at_once: usize,
    in_first: bool,
    in_further: bool,
    /// Removed by its owner; goes when its last job is done.
    closed: bool,
}

impl Lane {
    fn can_start(&self) -> bool {
        !self.jobs.is_empty() && self.running < self.at_once
    }
}

impl State {
    /// Nothing waits and nothing will come: threads without work may end.
    fn over(&self) -> bool {
        self.closing && self.waiting == 0
    }

    /// Puts a lane where free threads look, once.
    fn list(&mut self, id: LaneId) {
        let Some(lane) = self.lanes.get_mut(&id).filter(|lane| lane.can_start()) else {
            return;
        };
        if lane.running == 0 && !lane.in_first {
            lane.in_first = true;
            self.first.push_back(id);
        } else if lane.running > 0 && !lane.in_further {
            lane.in_further = true;
            self.further.push_back(id);
        }
    }

    fn next(&mut self, workers: usize) -> Option<(LaneId, Job)> {
        while let Some(id) = self.first.pop_front() {
            let Some(lane) = self.lanes.get_mut(&id) else {
                continue;
            };
            lane.in_first = false;
            if lane.running > 0 {
                self.list(id);
                continue;
            }
            if let Some(started) = self.start(id) {
                return Some(started);
            }
        }
        let kept_free = if self.lanes.len() > 1 { workers / 4 } else { 0 };
        while self.busy + kept_free < workers {
            let id = self.further.pop_front()?;
            if let Some(lane) = self.lanes.get_mut(&id) {
                lane.in_further = false;
            }
            if let Some(started) = self.start(id) {
                return Some(started);
            }
        }
        None
    }

    fn start(&mut self, id: LaneId) -> Option<(LaneId, Job)> {
        let lane = self.lanes.get_mut(&id).filter(|lane| lane.can_start())?;
        let job = lane.jobs.pop_front()?;
        lane.running += 1;
        self.busy += 1;
        self.waiting -= 1;
        self.list(id);
        Some((id, job))
    }

    /// A job of this lane is done.
    fn done(&mut self, id: LaneId) {
        if let Some(lane) = self.lanes.get_mut(&id) {
            lane.running -= 1;
            if lane.closed && lane.running == 0 && lane.jobs.is_empty() {
                self.lanes.remove(&id);
            }
        }
        self.list(id);
    }

    /// Nothing runs and nothing waits.
    fn quiet(&self) -> bool {
        self.busy + self.guests + self.waiting == 0
    }
}

impl Pool {
    /// A pool of at most so many threads; they start when there is work.
    pub(crate) fn new(workers: usize) -> Self {
        Self {
            shared: Arc::new(Shared {
                state: Mutex::default(),
                wake: Condvar::new(),
                quiet: Condvar::new(),
                workers: workers.max(1),
            }),
        }
    }

    /// A lane with so many jobs running at once.
    pub(crate) fn lane(&self, at_once: usize) -> LaneId {
        let mut state = self.shared.lock();
        let id = LaneId(state.next_lane);
        state.next_lane += 1;
        let lane = Lane {
            at_once: at_once.max(1),
            ..Lane::default()
        };
        state.lanes.insert(id, lane);
        id
    }

    /// Ends a lane; what it has in hand or waiting is still done.
    pub(crate) fn close(&self, id: LaneId) {
        let mut state = self.shared.lock();
        let Some(lane) = state.lanes.get_mut(&id) else {
            return;
        };
        lane.closed = true;
        if lane.running == 0 && lane.jobs.is_empty() {
            state.lanes.remove(&id);
        }
    }

    /// Queues a job; gives it back when the lane or the pool is closed.
    pub(crate) fn submit(&self, id: LaneId, job: Job) -> Result<(), Job> {
        let mut state = self.shared.lock();
        let closing = state.closing;
        let Some(lane) = state.lanes.get_mut(&id).filter(|l| !l.closed && !closing) else {
            return Err(job);
        };
        lane.jobs.push_back(job);
        state.waiting += 1;
        state.list(id);
        self.shared.call(state);
        Ok(())
    }

    /// Leave to run a job of this lane on the thread that asks, when the lane has room for it and
    /// nothing of it waits.
    pub(crate) fn begin(&self, id: LaneId) -> Option<Guest> {
        let mut state = self.shared.lock();
        if state.closing {
            return None;
        }
        let lane = state.lanes.get_mut(&id)?;
        if lane.closed || !lane.jobs.is_empty() || lane.running >= lane.at_once {
            return None;
        }
        lane.running += 1;
        state.guests += 1;
        drop(state);
        Some(Guest {
            shared: Arc::clone(&self.shared),
            lane: id,
        })
    }

    /// Jobs that run and jobs that wait.
    pub(crate) fn load(&self) -> (usize, usize) {
        let state = self.shared.lock();
        (state.busy + state.guests, state.waiting)
    }

    /// Takes no more jobs and waits for those accepted; false when time ran out.
    pub(crate) fn drain(&self, within: Duration) -> bool {
        let until = Instant::now() + within;
        let mut state = self.shared.lock();
        state.closing = true;
        while !state.quiet() {
            let Some(left) = until.checked_duration_since(Instant::now()) else {
                return false;
            };
            let waited = self.shared.quiet.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        true
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        let mut state = self.shared.lock();
        state.closing = true;
        // Whoever waits for these learns it from their channel.
        let dropped: Vec<VecDeque<Job>> = state
            .lanes
            .values_mut()
            .map(|lane| std::mem::take(&mut lane.jobs))
            .collect();
        state.waiting = 0;
        drop(state);
        self.shared.wake.notify_all();
        drop(dropped);
    }
}

/// A job that runs on the thread of whoever asked; it is done when this is dropped.
pub(crate) struct Guest {
    shared: Arc<Shared>,
    lane: LaneId,
}

impl Drop for Guest {
    fn drop(&mut self) {
        let mut state = self.shared.lock();
        state.guests -= 1;
        state.done(self.lane);
        if state.quiet() {
            self.shared.settle(&state);
        } else if state.waiting > 0 {
            // What came to the lane meanwhile may have found it full, and no worker looks by itself.
            self.shared.call(state);
        }
    }
}

impl Shared {
    /// Wakes a thread, or starts one, to look for work.
    fn call(self: &Arc<Self>, mut state: MutexGuard<'_, State>) {
        if state.idle > 0 {
            state.idle -= 1;
            state.calls += 1;
            drop(state);
            self.wake.notify_one();
        } else if state.threads < self.workers {
            state.threads += 1;
            drop(state);
            self.spawn();
        }
    }

    fn spawn(self: &Arc<Self>) {
        let shared = Arc::clone(self);
        let spawned = std::thread::Builder::new()
            .name("cie-sad-worker".into())
            .stack_size(STACK)
            .spawn(move || shared.work());
        if spawned.is_err() {
            // The machine has no more threads: those that run will get to the job.
            self.lock().threads -= 1;
        }
    }

    /// Tells whoever waits that nothing is left.
    fn settle(&self, state: &State) {
        self.quiet.notify_all();
        if state.closing {
            self.wake.notify_all();
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Jobs run outside the lock and their panics are caught: the state is sound.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn work(&self) {
        let mut state = self.lock();
        loop {
            if let Some((id, job)) = state.next(self.workers) {
                drop(state);
                // A registry that panics must not take the thread along; its requester is told by
                // the channel that closes.
                let _ = catch_unwind(AssertUnwindSafe(job));
                state = self.lock();
                state.busy -= 1;
                state.done(id);
                if state.quiet() {
                    self.settle(&state);
                }
                continue;
            }
            if state.over() {
                state.threads -= 1;
                return;
            }
            state.idle += 1;
            let until = Instant::now() + LINGER;
            while state.calls == 0 && !state.over() {
                let Some(left) = until.checked_duration_since(Instant::now()) else {
                    break;
                };
                let waited = self.wake.wait_timeout(state, left);
                state = waited.unwrap_or_else(PoisonError::into_inner).0;
            }
            if state.calls > 0 {
                state.calls -= 1; // whoever called took this thread off the idle ones
            } else {
                state.idle -= 1;
                state.threads -= 1;
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::{Receiver, Sender, channel};

    fn gate() -> (Sender<()>, Receiver<()>) {
        channel()
    }

    /// Jobs of this lane that block until the gate closes, each of which says when it runs.
    fn block(
        pool: &Pool,
        lane: LaneId,
        count: usize,
        ran: &Sender<u32>,
        name: u32,
    ) -> Vec<Sender<()>> {
        (0..count)
            .map(|_| {
                let (open, shut) = gate();
                let ran = ran.clone();
                let job: Job = Box::new(move || {
                    let _ = ran.send(name);
                    let _ = shut.recv();
                });
                assert!(pool.submit(lane, job).is_ok());
                open
            })
            .collect()
    }

    const SOON: Duration = Duration::from_secs(5);

    #[test]
    fn a_lane_that_hangs_leaves_threads_to_the_others() {
        let pool = Pool::new(8);
        let (noisy, calm) = (pool.lane(100), pool.lane(2));
        let (ran, seen) = channel();
        let gates = block(&pool, noisy, 50, &ran, 1);
        // A quarter of eight stays free of further jobs of one lane.
        for _ in 0..6 {
            assert_eq!(seen.recv_timeout(SOON), Ok(1));
        }
        assert!(seen.recv_timeout(Duration::from_millis(100)).is_err());
        let more = block(&pool, calm, 2, &ran, 2);
        assert_eq!(seen.recv_timeout(SOON), Ok(2));
        assert_eq!(pool.load(), (7, 45));
        drop((gates, more));
        assert!(pool.drain(SOON));
        assert_eq!(pool.load(), (0, 0));
    }

    #[test]
    fn lanes_take_turns() {
        let pool = Pool::new(1);
        let lanes = [pool.lane(1), pool.lane(1), pool.lane(1)];
        let (ran, seen) = channel();
        // Holds the only thread until everything is queued.
        let holder = pool.lane(1);
        let held = block(&pool, holder, 1, &ran, 9);
        assert_eq!(seen.recv_timeout(SOON), Ok(9));
        for (name, lane) in (0..).zip(lanes) {
            for _ in 0..3 {
                let ran = ran.clone();
                let job: Job = Box::new(move || ran.send(name).unwrap());
                assert!(pool.submit(lane, job).is_ok());
            }
        }
        drop(held);
        let order: Vec<u32> = (0..9).map(|_| seen.recv_timeout(SOON).unwrap()).collect();
        assert_eq!(order, [0, 1, 2, 0, 1, 2, 0, 1, 2]);
    }

    #[test]
    fn a_lane_alone_gets_every_thread_but_no_more_than_its_share() {
        let pool = Pool::new(4);
        let lane = pool.lane(3);
        let (ran, seen) = channel();
        let gates = block(&pool, lane, 10, &ran, 1);
        for _ in 0..3 {
            assert_eq!(seen.recv_timeout(SOON), Ok(1));
        }
        assert!(seen.recv_timeout(Duration::from_millis(100)).is_err());
        drop(gates);
        assert!(pool.drain(SOON));
        assert_eq!(seen.try_iter().count(), 7);
    }

    #[test]
    fn a_panic_costs_one_job() {
        let pool = Pool::new(1);
        let lane = pool.lane(1);
        let job: Job = Box::new(|| std::panic::resume_unwind(Box::new("on purpose")));
        assert!(pool.submit(lane, job).is_ok());
        let (ran, seen) = channel();
        let job: Job = Box::new(move || ran.send(()).unwrap());
        assert!(pool.submit(lane, job).is_ok());
        assert_eq!(seen.recv_timeout(SOON), Ok(()));
    }

    #[test]
    fn what_runs_on_the_thread_of_others_counts_in_its_lane() {
        let pool = Pool::new(2);
        let lane = pool.lane(2);
        let guests = [pool.begin(lane), pool.begin(lane)];
        assert!(guests.iter().all(Option::is_some) && pool.begin(lane).is_none());
        assert_eq!(pool.load(), (2, 0));
        // The lane is full: a job waits, also for longer than any worker looks around.
        let (ran, seen) = channel();
        let job: Job = Box::new(move || ran.send(()).unwrap());
        assert!(pool.submit(lane, job).is_ok());
        assert!(seen.recv_timeout(Duration::from_millis(100)).is_err());
        assert!(!pool.drain(Duration::from_millis(10)));
        let [first, second] = guests;
        drop(first);
        assert_eq!(seen.recv_timeout(SOON), Ok(()));
        drop(second);
        assert!(pool.drain(SOON));
        assert!(pool.begin(lane).is_none(), "the pool is closing");
    }

    #[test]
    fn what_waits_is_not_overtaken() {
        let pool = Pool::new(1);
        let (lane, other) = (pool.lane(2), pool.lane(1));
        let (ran, seen) = channel();
        let gates = block(&pool, other, 1, &ran, 1);
        assert_eq!(seen.recv_timeout(SOON), Ok(1));
        let waiting = block(&pool, lane, 1, &ran, 2);
        assert!(pool.begin(lane).is_none());
        drop((gates, waiting));
        assert_eq!(seen.recv_timeout(SOON), Ok(2));
        assert!(pool.drain(SOON));
    }

    #[test]
    fn a_closed_lane_finishes_and_takes_nothing_more() {
        let pool = Pool::new(1);
        let lane = pool.lane(1);
        let (ran, seen) = channel();
        let gates = block(&pool, lane, 2, &ran, 1);
        pool.close(lane);
        assert!(pool.submit(lane, Box::new(|| ())).is_err());
        drop(gates);
        assert_eq!(
            (seen.recv_timeout(SOON), seen.recv_timeout(SOON)),
            (Ok(1), Ok(1))
        );
        assert!(pool.drain(SOON));
        assert!(pool.shared.lock().lanes.is_empty());
    }
}
